#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/expected.h"

/// SQL expressions of people who write services: `income <= 1.5 * region.standard`. SQLite computes
/// them in memory, without any table, file, clock or chance.
namespace linli::expression {

/// What a name stands for and what comes out: NULL (unknown), a whole number (also true and
/// false), a fraction, a text.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

/// True in the sense of SQL's WHERE: a number that is not 0. Unknown and texts are not.
bool is_true(const Value& value);

/// Values by name; what is not in it is NULL.
using Values = std::map<std::string, Value, std::less<>>;

/// A function for expressions; it must answer alike for the same arguments, without side effects.
struct ExpressionFunction {
  std::string name;
  int arguments = 0;
  std::function<Value(std::span<const Value>)> call;
};

/// A compiled expression. It belongs to the thread of its compiler, and may outlive it.
class Expression {
 public:
  /// The error says why in SQLite's words; it holds no values. What has compiled fails only for
  /// lack of memory, or where it takes over ten thousand instructions or a text of over 64 KiB.
  Expected<Value, std::string> evaluate(const Values& values) const;

 private:
  friend class ExpressionCompiler;
  struct Impl;
  explicit Expression(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
  std::shared_ptr<Impl> impl_;
};

/// Where expressions get their names and functions from.
class ExpressionCompiler {
 public:
  /// Names are lower-case letters, digits and underscores; one of another row has that row's name
  /// and a dot before it (`region.standard`) and is written so in expressions.
  ExpressionCompiler(std::vector<std::string> names, std::vector<ExpressionFunction> functions);

  /// Refuses what is no single expression, names that do not exist, every question to a table,
  /// parameters, functions but the given ones and a few harmless of SQLite's (expression.cpp),
  /// texts over 4,000 bytes, and what does not end in time when nothing is known.
  Expected<Expression, std::string> compile(std::string_view text) const;

 private:
  friend class Expression;
  struct Workshop;
  std::shared_ptr<Workshop> workshop_;
};

}  // namespace linli::expression
