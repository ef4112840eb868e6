#include "kiosk/catalogue/deadline.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/test_assets.h"

using namespace linli;
using namespace std::chrono_literals;
using catalogue::Deadline;
using Unit = Deadline::Unit;

namespace {

const catalogue::Catalogue& demo() {
  static const catalogue::Catalogue kCatalogue =
      *catalogue::load_catalogue(tests::test_assets(), "demo");
  return kCatalogue;
}

}  // namespace

TEST_CASE("a deadline of the region's is promised in its unit with its last day") {
  const auto days =
      catalogue::promise({"decision_working_days", 0, Unit::working_days}, demo(), 2026y / 11 / 20);
  REQUIRE(days);
  CHECK(days->count == 20);
  CHECK(days->last_day == 2026y / 12 / 18);
}

TEST_CASE("the last day of calendar days is counted from the next day, hours have none") {
  const auto days = catalogue::promise({"", 30, Unit::days}, demo(), 2026y / 11 / 22);
  REQUIRE(days);
  CHECK(days->last_day == 2026y / 12 / 22);
  const auto hours =
      catalogue::promise({"emergency_relief_hours", 0, Unit::hours}, demo(), 2026y / 11 / 22);
  REQUIRE(hours);
  CHECK(hours->count == 24);
  CHECK_FALSE(hours->last_day);
}

TEST_CASE("beyond the calendar there is no last day, and without a figure no promise") {
  const auto far = catalogue::promise({"", 20, Unit::working_days}, demo(), 2026y / 12 / 20);
  REQUIRE(far);
  CHECK_FALSE(far->last_day);
  CHECK_FALSE(
      catalogue::promise({"decision_working_days", 0, Unit::working_days}, demo(), 1999y / 1 / 1));
}
