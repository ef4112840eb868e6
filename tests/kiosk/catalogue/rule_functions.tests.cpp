#include "kiosk/catalogue/rule_functions.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "kiosk/catalogue/service.h"

using namespace linli;
using expression::Value;
using expression::Values;

namespace {

/// By the holidays that the project ships.
Value computed(std::string_view text, const Values& values = {}) {
  static const auto loaded = catalogue::load_catalogue(LINLI_ASSETS, "demo");
  REQUIRE(loaded);
  const expression::ExpressionCompiler compiler({"birth", "amount"},
                                                catalogue::rule_functions(loaded->calendar));
  const auto compiled = compiler.compile(text);
  if (!compiled) FAIL(compiled.error());
  const auto value = compiled->evaluate(values);
  REQUIRE(value);
  return *value;
}

}  // namespace

TEST_CASE("a person is a year older from the birthday on") {
  const Values born = {{"birth", Value("1946-11-23")}};
  CHECK(computed("age_on(birth, '2026-11-22')", born) == Value(std::int64_t{79}));
  CHECK(computed("age_on(birth, '2026-11-23')", born) == Value(std::int64_t{80}));
  CHECK(computed("age_on('2026-11-24', '2026-11-23')") == Value());
}

TEST_CASE("twenty working days over the National Day of 2026 end on 22 October") {
  CHECK(computed("working_day_after('2026-09-18', 20)") == Value("2026-10-22"));
  CHECK(computed("working_days_between('2026-09-18', '2026-10-22')") == Value(std::int64_t{20}));
  CHECK(computed("days_between('2026-09-18', '2026-10-22')") == Value(std::int64_t{34}));
}

TEST_CASE("a month later is the same day, or the month's last") {
  CHECK(computed("month_after('2026-11-23', 1)") == Value("2026-12-23"));
  CHECK(computed("month_after('2027-01-31', 1)") == Value("2027-02-28"));
  CHECK(computed("month_after('2028-02-29', -12)") == Value("2027-02-28"));
}

TEST_CASE("an amount is shown in yuan with its fen") {
  CHECK(computed("yuan(amount)", {{"amount", std::int64_t{74880}}}) == Value("748.80"));
  CHECK(computed("yuan(amount)", {{"amount", std::int64_t{-5}}}) == Value("-0.05"));
}

TEST_CASE("what is not known, no such day, or of another kind gives NULL") {
  const std::string text = GENERATE(
      as<std::string>{}, "age_on(birth, '2026-11-23')", "age_on('2026-02-30', '2026-11-23')",
      "age_on(20260101, '2026-11-23')", "days_between('yesterday', '2026-11-23')",
      "working_day_after('2026-11-23', NULL)", "working_day_after('2026-11-23', 100)",
      "working_day_after('2026-11-23', -1)", "working_days_between('2026-11-23', '2027-01-04')",
      "month_after('2026-11-23', 99999)", "month_after('2026-11-23', 'one')", "yuan(amount)",
      "yuan('12')", "yuan(1.5)", "age_on('２０２６-01-01', '2026-11-23')");
  CAPTURE(text);
  CHECK(computed(text) == Value());
}
