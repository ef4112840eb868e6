#include "kiosk/catalogue/region.h"

#include <catch2/catch_test_macros.hpp>

#include "kiosk/catalogue/region_values.h"

using namespace linli;
using namespace std::chrono_literals;
using catalogue::Region;
using catalogue::Unit;

namespace {

constexpr auto kDay = 2026y / 11 / 22;

/// 590.00 in 2019 and 2020, nothing in the first half of 2021, then 624.00; and one unknown figure.
Region changing_region() {
  Region region;
  region.parameters = {
      {"standard",
       {},
       Unit::fen_a_month,
       {},
       {{59'000, 2019y / 1 / 1, 2020y / 12 / 31, {}}, {62'400, 2021y / 7 / 1, {}, {}}}},
      {"visit_days", {}, Unit::working_days, {}, {{3, 2019y / 1 / 1, {}, {}}}},
      {"opens", {}, Unit::time_of_day, {}, {{8 * 60 + 5, 2019y / 1 / 1, {}, {}}}},
      {"free", {}, Unit::fen, {}, {{0, 2019y / 1 / 1, {}, {}}}},
      {"most", {}, Unit::fen, {}, {}}};
  return region;
}

}  // namespace

TEST_CASE("a value is valid from its first day to its last") {
  const Region region = changing_region();
  CHECK_FALSE(region.value("standard", 2018y / 12 / 31));
  CHECK(region.value("standard", 2019y / 1 / 1) == 59'000);
  CHECK(region.value("standard", 2020y / 12 / 31) == 59'000);
  CHECK_FALSE(region.value("standard", 2021y / 1 / 1));
  CHECK_FALSE(region.value("standard", 2021y / 6 / 30));
  CHECK(region.value("standard", 2021y / 7 / 1) == 62'400);
  CHECK(region.value("standard", 2099y / 1 / 1) == 62'400);
}

TEST_CASE("unknown is unknown, not zero, and zero is zero") {
  const Region region = changing_region();
  CHECK_FALSE(region.value("most", kDay));
  CHECK_FALSE(region.value("no_such_parameter", kDay));
  CHECK(region.value("free", kDay) == 0);
}

TEST_CASE("a text gets its amounts as people write them") {
  const Region region = changing_region();
  CHECK(catalogue::with_amounts("{standard} 元，{visit_days} 天，{opens}", region, kDay) ==
        "624.00 元，3 天，08:05");
  CHECK(catalogue::with_amounts("nothing to fill in", region, kDay) == "nothing to fill in");
}

TEST_CASE("an amount is described with its unit") {
  CHECK(catalogue::describe_amount(Unit::fen_a_year, 500'000) == "5000.00 yuan a year");
  CHECK(catalogue::describe_amount(Unit::working_days, 20) == "20 working days");
  CHECK(catalogue::describe_amount(Unit::ratio_percent, 150) == "150%");
  CHECK(catalogue::describe_amount(Unit::time_of_day, 23 * 60 + 59) == "23:59");
}

TEST_CASE("a text that names an unknown amount is not shown at all") {
  const Region region = changing_region();
  CHECK_FALSE(catalogue::with_amounts("{standard}, at most {most}", region, kDay));
  CHECK_FALSE(catalogue::with_amounts("{standard}", region, 2021y / 1 / 1));
  CHECK_FALSE(catalogue::with_amounts("{never", region, kDay));
}

TEST_CASE("conditions see the amounts of a day, and what is unknown as NULL") {
  const Region region = changing_region();
  const expression::ExpressionCompiler compiler(catalogue::region_names(region), {});
  const auto rule = compiler.compile("region.standard * 2");
  const auto unknown = compiler.compile("region.most > 0");
  REQUIRE(rule);
  REQUIRE(unknown);
  const auto on = [&](const auto& expression, std::chrono::year_month_day day) {
    return *expression->evaluate(catalogue::region_values(region, day));
  };
  CHECK(on(rule, 2020y / 6 / 1) == expression::Value(std::int64_t{118'000}));
  CHECK(on(rule, kDay) == expression::Value(std::int64_t{124'800}));
  CHECK(on(rule, 2021y / 1 / 1) == expression::Value());
  CHECK(on(unknown, kDay) == expression::Value());
}

TEST_CASE("an office without a hall of its own goes by its division") {
  Region region;
  region.division = {"富川瑶族自治县", "Fuchuan"};
  CHECK(region.place().en == "Fuchuan");
  region.hall = {"锦绣社区服务中心", "Jinxiu"};
  CHECK(region.place().en == "Jinxiu");
}
