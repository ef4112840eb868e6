#include "kiosk/expression/expression.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <optional>
#include <string>
#include <vector>

using namespace linli;
using namespace linli::expression;

namespace {

ExpressionCompiler compiler() {
  return {{"income", "people", "name", "region.standard", "region.name"},
          {{"doubled", 1, [](std::span<const Value> given) -> Value {
              const auto* const number = std::get_if<std::int64_t>(&given[0]);
              return number == nullptr ? Value() : Value(*number * 2);
            }}}};
}

/// Empty: it did not compile or run.
std::optional<Value> answer(std::string_view text, const Values& values = {}) {
  const auto expression = compiler().compile(text);
  if (!expression) return std::nullopt;
  const auto value = expression->evaluate(values);
  return value ? std::optional(*value) : std::nullopt;
}

std::string refusal(std::string_view text) {
  const auto expression = compiler().compile(text);
  return expression ? "accepted" : expression.error();
}

}  // namespace

TEST_CASE("an expression compares what was answered with what the place says") {
  const std::string rule = "income / people <= 1.5 * region.standard";
  CHECK(is_true(*answer(rule, {{"income", std::int64_t{200000}},
                               {"people", std::int64_t{2}},
                               {"region.standard", std::int64_t{75000}}})));
  CHECK_FALSE(is_true(*answer(rule, {{"income", std::int64_t{300000}},
                                     {"people", std::int64_t{2}},
                                     {"region.standard", std::int64_t{75000}}})));
}

TEST_CASE("what was not answered is NULL, and so is what follows from it") {
  CHECK(answer("income <= region.standard") == Value());
  CHECK(answer("income IS NULL") == Value(std::int64_t{1}));
  CHECK_FALSE(is_true(*answer("income > 3")));
  CHECK(answer("coalesce(income, 7)") == Value(std::int64_t{7}));
}

TEST_CASE("an earlier answer is not remembered for the next evaluation") {
  const auto expression = *compiler().compile("income");
  CHECK(expression.evaluate({{"income", std::int64_t{5}}}) == Value(std::int64_t{5}));
  CHECK(expression.evaluate({}) == Value());
}

TEST_CASE("numbers, fractions and texts come out as they are") {
  CHECK(answer("2 + 3") == Value(std::int64_t{5}));
  CHECK(answer("1.5 * 2") == Value(3.0));
  CHECK(answer("name || '，' || region.name",
               {{"name", Value("𬭎")}, {"region.name", Value("阜新市")}}) ==
        Value("𬭎，阜新市"));
  CHECK(answer("'; -- ? $ (' = name", {{"name", Value("; -- ? $ (")}}) == Value(std::int64_t{1}));
  CHECK(answer("CASE WHEN income IN (1, 2) THEN 'few' ELSE 'many' END",
               {{"income", std::int64_t{2}}}) == Value("few"));
}

TEST_CASE("a name without a row is an answer before it is anything of the place") {
  const Values values = {{"name", Value("李")}, {"region.name", Value("阜新市")}};
  CHECK(answer("name", values) == Value("李"));
  CHECK(answer("answer.name", values) == Value("李"));
  CHECK(answer("region.name", values) == Value("阜新市"));
  CHECK(answer("standard", {{"region.standard", std::int64_t{3}}}) == Value(std::int64_t{3}));
}

TEST_CASE("given functions are called, with NULL for what they do not know") {
  CHECK(answer("doubled(income)", {{"income", std::int64_t{21}}}) == Value(std::int64_t{42}));
  CHECK(answer("doubled(name)", {{"name", Value("x")}}) == Value());
  CHECK(refusal("doubled()").find("arguments") != std::string::npos);
}

TEST_CASE("a name that does not exist is refused with that name") {
  CHECK(refusal("incme > 3").find("incme") != std::string::npos);
  CHECK(refusal("region.standart > 3").find("region.standart") != std::string::npos);
  CHECK(refusal("\"income text\" = 1").find("income text") != std::string::npos);
}

TEST_CASE("what asks a table, changes something or is more than an expression is refused") {
  const std::string text = GENERATE(
      as<std::string>{}, "(SELECT 1)", "EXISTS (SELECT 1)", "income IN (SELECT 1)",
      "income IN sqlite_schema", "1) FROM sqlite_schema WHERE (1",
      "(SELECT count(*) FROM sqlite_schema)", "1), (2", "1; DROP TABLE x", "1 -- rest",
      "1 /* rest */", "?1", ":income", "@income", "$income", "income IN pragma_function_list",
      "income IN json_each('[1]')", "1) UNION SELECT (2", "'open", "(1", "", "SELECT 1", "[income]",
      std::string("1\0 + 1", 6),
      "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c)");
  CAPTURE(text);
  CHECK(refusal(text) != "accepted");
}

TEST_CASE("no function reaches clock, chance, files, or patterns that take for ever") {
  const std::string text =
      GENERATE(as<std::string>{}, "random()", "RANDOM()", "randomblob(9)", "zeroblob(9)",
               "date('now')", "current_date", "CURRENT_TIMESTAMP", "load_extension('x')",
               "readfile('/etc/passwd')", "name LIKE '%a%'", "name GLOB '*a*'", "name REGEXP 'a'",
               "name MATCH 'a'", "printf('%99999d', 1)", "sqlite_version()", "last_insert_rowid()",
               "count(*)", "group_concat(name)");
  CAPTURE(text);
  CHECK(refusal(text).find("function") != std::string::npos);
}

TEST_CASE("what is too long, too deep, or takes too long is refused when it is compiled") {
  std::string long_text = "1";
  while (long_text.size() <= 4000) long_text += " + 1";
  CHECK(refusal(long_text).find("4,000") != std::string::npos);
  std::string deep = "income";
  for (int i = 0; i < 150; ++i) deep = "abs(" + deep + ")";
  CHECK(refusal(deep).find("depth") != std::string::npos);
  std::string growing = "'0123456789'";
  for (int i = 0; i < 8; ++i)
    growing = "replace(" + growing + ", '0', '0123456789012345678900000')";
  CHECK(refusal(growing).find("too big") != std::string::npos);
}

TEST_CASE("an expression may outlive its compiler") {
  std::optional<Expression> expression;
  {
    const auto short_lived = compiler();
    expression = *short_lived.compile("doubled(people)");
  }
  CHECK(expression->evaluate({{"people", std::int64_t{4}}}) == Value(std::int64_t{8}));
}

namespace {

/// Every name takes an instruction and every member of a list some: with so many names a text
/// within the 4,000 bytes takes more than is allowed.
ExpressionCompiler compiler_of_many_names() {
  std::vector<std::string> names{"a"};
  for (int i = 0; i < 1700; ++i) {
    names.push_back("n" + std::to_string(i));
    names.push_back("region.n" + std::to_string(i));
  }
  return {names, {}};
}

std::string long_list() {
  std::string text = "a IN(1";
  while (text.size() < 3800) text += ",a IN(1,1,1)";
  return text + ")";
}

}  // namespace

TEST_CASE("an expression that runs too long is refused when it is compiled") {
  const auto many = compiler_of_many_names();
  CHECK(many.compile("a = 1"));
  CHECK(compiler().compile("income = 1"));
  const auto refused = many.compile(long_list());
  REQUIRE_FALSE(refused);
  CHECK(refused.error() == "takes too many instructions");
}

TEST_CASE("one that runs too long for certain answers only is stopped then, and works on after") {
  const auto many = compiler_of_many_names();
  const auto expression = many.compile("iif(a, " + long_list() + ", 5)");
  REQUIRE(expression);
  const auto stopped = expression->evaluate({{"a", std::int64_t{2}}});
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error() == "takes too many instructions");
  CHECK(expression->evaluate({}) == Value(std::int64_t{5}));
}
