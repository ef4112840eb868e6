#include "kiosk/expression/expression.h"

#include <fmt/format.h>
#include <sqlcipher/sqlite3.h>

#include <algorithm>
#include <optional>

namespace linli::expression {
namespace {

constexpr std::string_view kAnswers = "answer";  // the row of names without a dot
constexpr std::size_t kMostText = 4000;
constexpr int kMostValueBytes = 64 * 1024;
constexpr int kInstructionsAStep = 100;
constexpr int kMostSteps = 100;  // ten thousand instructions

struct CloseStatement {
  void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
};

/// SQLite's own functions that an expression may call. No patterns (LIKE, GLOB): their time grows
/// with a power of the text's length; nothing of date or chance.
constexpr std::string_view kHarmless[] = {"abs",     "coalesce", "ifnull", "iif",  "instr",
                                          "length",  "lower",    "max",    "min",  "nullif",
                                          "replace", "round",    "substr", "trim", "upper"};

struct Limit {
  int what;
  int most;
};
constexpr Limit kLimits[] = {
    {SQLITE_LIMIT_LENGTH, kMostValueBytes}, {SQLITE_LIMIT_SQL_LENGTH, kMostValueBytes},
    {SQLITE_LIMIT_EXPR_DEPTH, 100},         {SQLITE_LIMIT_COMPOUND_SELECT, 1},
    {SQLITE_LIMIT_FUNCTION_ARG, 20},        {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 0},        {SQLITE_LIMIT_WORKER_THREADS, 0},
};

/// What the text says outside quotes. Empty: it can be put in brackets and stay one expression.
std::optional<std::string> flaw_in(std::string_view text) {
  if (text.size() > kMostText) return "is longer than 4,000 bytes";
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\0') return "has a NUL character";
    if (quote != 0) {
      if (c == quote) quote = 0;
      continue;
    }
    const std::string_view two = text.substr(i, 2);
    if (two == "--" || two == "/*") return "has a comment; leave it out";
    if (c == '\'' || c == '"' || c == '`') quote = c;
    if (c == '[') return "has a [; names are written plain";
    if (c == ';') return "has a semicolon; it must be one expression";
    if (c == '?' || c == ':' || c == '@' || c == '$') return "has a parameter; use a name";
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (depth < 0) return "closes a bracket that was not opened";
  }
  if (quote != 0) return "has a quote that does not end";
  if (depth != 0) return "has a bracket that does not close";
  return std::nullopt;
}

struct Question {
  std::string sql;
  int selects = 0;  // that it has by itself
};

/// The names as columns of rows, a parameter for every name. What is looked for without a row's
/// name is looked for in the answers first: a place may get a name that a service has already.
Question question(std::string_view text, const std::vector<std::string>& names) {
  std::map<std::string, std::string> rows;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto dot = names[i].find('.');
    const bool answer = dot == std::string::npos;
    std::string& row = rows[answer ? std::string(kAnswers) : names[i].substr(0, dot)];
    row += fmt::format("{}?{} AS \"{}\"", row.empty() ? "" : ", ", i + 1,
                       answer ? names[i] : names[i].substr(dot + 1));
  }
  std::string answers;
  std::string others;
  for (const auto& [name, row] : rows) {
    std::string& list = name == kAnswers ? answers : others;
    list += fmt::format("{}(SELECT {}) AS \"{}\"", list.empty() ? " FROM " : ", ", row, name);
  }
  return {fmt::format("SELECT (SELECT ({}){}){}", text, answers, others),
          2 + static_cast<int>(rows.size())};
}

Value value_of(sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_value_int64(value)};
    case SQLITE_FLOAT:
      return sqlite3_value_double(value);
    case SQLITE_TEXT: {
      const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(value));
      return text == nullptr
                 ? std::string()
                 : std::string(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    }
    default:  // a blob is nothing that expressions know
      return std::monostate();
  }
}

struct Answer {
  sqlite3_context* context;
  void operator()(std::monostate) const { sqlite3_result_null(context); }
  void operator()(std::int64_t number) const { sqlite3_result_int64(context, number); }
  void operator()(double number) const { sqlite3_result_double(context, number); }
  void operator()(const std::string& text) const {
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
};

struct Bind {
  sqlite3_stmt* statement;
  int position;
  int operator()(std::monostate) const { return sqlite3_bind_null(statement, position); }
  int operator()(std::int64_t number) const {
    return sqlite3_bind_int64(statement, position, number);
  }
  int operator()(double number) const { return sqlite3_bind_double(statement, position, number); }
  int operator()(const std::string& text) const {
    return sqlite3_bind_text64(statement, position, text.data(), text.size(), SQLITE_TRANSIENT,
                               SQLITE_UTF8);
  }
};

extern "C" void call_function(sqlite3_context* context, int count, sqlite3_value** arguments) {
  const auto* const function = static_cast<const ExpressionFunction*>(sqlite3_user_data(context));
  std::vector<Value> values;
  for (int i = 0; i < count; ++i) values.push_back(value_of(arguments[i]));
  std::visit(Answer{context}, function->call(values));
}

/// What the statement that is being compiled may do.
struct Permission {
  const std::vector<ExpressionFunction>& functions;
  int selects = 0;      // that are left
  std::string refused;  // why, for people

  bool may_call(std::string_view name) const {
    return std::ranges::find(kHarmless, name) != std::end(kHarmless) ||
           std::ranges::find(functions, name, &ExpressionFunction::name) != functions.end();
  }

  bool allows(int action, const char* function) {
    if (action == SQLITE_SELECT && selects-- > 0) return true;
    if (action == SQLITE_FUNCTION) {
      std::string name = function;
      for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      if (may_call(name)) return true;
      refused = "may not use the function " + name;
    }
    if (refused.empty()) refused = "may not ask a table, nor change anything";
    return false;
  }
};

extern "C" int authorize(void* permission, int action, const char* /*first*/, const char* second,
                         const char* /*database*/, const char* /*trigger*/) {
  return static_cast<Permission*>(permission)->allows(action, second) ? SQLITE_OK : SQLITE_DENY;
}

extern "C" int count_step(void* left) { return --*static_cast<int*>(left) < 0 ? 1 : 0; }

}  // namespace

bool is_true(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole != 0;
  if (const auto* fraction = std::get_if<double>(&value)) return *fraction != 0;
  return false;
}

struct ExpressionCompiler::Workshop {
  std::vector<std::string> names;
  std::vector<ExpressionFunction> functions;
  sqlite3* handle = nullptr;
  int steps_left = 0;

  Workshop(std::vector<std::string> all_names, std::vector<ExpressionFunction> all_functions)
      : names(std::move(all_names)), functions(std::move(all_functions)) {
    if (sqlite3_open_v2(":memory:", &handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX,
                        nullptr) != SQLITE_OK) {
      return;  // without memory nothing compiles
    }
    for (const Limit& limit : kLimits) sqlite3_limit(handle, limit.what, limit.most);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    for (ExpressionFunction& function : functions) {
      sqlite3_create_function_v2(handle, function.name.c_str(), function.arguments,
                                 SQLITE_UTF8 | SQLITE_DETERMINISTIC, &function, call_function,
                                 nullptr, nullptr, nullptr);
    }
    sqlite3_progress_handler(handle, kInstructionsAStep, count_step, &steps_left);
  }
  ~Workshop() { sqlite3_close_v2(handle); }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  std::string trouble() const { return sqlite3_errmsg(handle); }
};

struct Expression::Impl {
  std::shared_ptr<ExpressionCompiler::Workshop> workshop;  // closed after its statement
  std::unique_ptr<sqlite3_stmt, CloseStatement> statement;
};

ExpressionCompiler::ExpressionCompiler(std::vector<std::string> names,
                                       std::vector<ExpressionFunction> functions)
    : workshop_(std::make_shared<Workshop>(std::move(names), std::move(functions))) {}

Expected<Expression, std::string> ExpressionCompiler::compile(std::string_view text) const {
  if (auto flaw = flaw_in(text)) return unexpected(std::move(*flaw));
  const Question asked = question(text, workshop_->names);
  Permission permission{workshop_->functions, asked.selects, {}};
  sqlite3_set_authorizer(workshop_->handle, authorize, &permission);
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(workshop_->handle, asked.sql.c_str(), -1,
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  sqlite3_set_authorizer(workshop_->handle, nullptr, nullptr);
  const Expression made(std::make_shared<Expression::Impl>(
      Expression::Impl{workshop_, decltype(Expression::Impl::statement)(statement)}));
  if (code == SQLITE_AUTH) return unexpected(permission.refused);
  if (code != SQLITE_OK) return unexpected(workshop_->trouble());
  if (sqlite3_column_count(statement) != 1) return unexpected("must be one expression");
  if (auto tried = made.evaluate({}); !tried) return unexpected(tried.error());
  return made;
}

Expected<Value, std::string> Expression::evaluate(const Values& values) const {
  sqlite3_stmt* const statement = impl_->statement.get();
  auto& workshop = *impl_->workshop;
  int code = SQLITE_OK;
  for (std::size_t i = 0; i < workshop.names.size() && code == SQLITE_OK; ++i) {
    const auto found = values.find(workshop.names[i]);
    if (found == values.end()) continue;
    code = std::visit(Bind{statement, static_cast<int>(i) + 1}, found->second);
  }
  workshop.steps_left = kMostSteps;
  if (code == SQLITE_OK) code = sqlite3_step(statement);
  Expected<Value, std::string> answer =
      unexpected(code == SQLITE_INTERRUPT ? "takes too many instructions" : workshop.trouble());
  if (code == SQLITE_ROW) answer = value_of(sqlite3_column_value(statement, 0));
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return answer;
}

}  // namespace linli::expression
