#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/kiosk/catalogue/spoilt_assets.h"

using namespace linli;

TEST_CASE("the working days of 2026 are those that the State Council announced") {
  using namespace std::chrono_literals;
  const auto loaded = catalogue::load_catalogue(LINLI_ASSETS, "demo");
  REQUIRE(loaded);
  const auto& calendar = loaded->calendar;
  for (const auto day : {2026y / 1 / 4, 2026y / 2 / 14, 2026y / 2 / 28, 2026y / 5 / 9,
                         2026y / 9 / 20, 2026y / 10 / 10}) {
    CHECK(calendar.is_working_day(day) == true);
  }
  CHECK(calendar.is_working_day(2026y / 2 / 23) == false);
  CHECK(calendar.is_working_day(2026y / 2 / 24) == true);
  CHECK(calendar.after(2026y / 9 / 18, 20) == 2026y / 10 / 22);
}

TEST_CASE("a calendar that no year could have is told with its place") {
  struct Fault {
    const char* from;
    const char* to;
    const char* where;
    const char* what;
  };
  const auto& fault = GENERATE(values<Fault>({
      {"\"to\": \"2026-01-03\"", "\"to\": \"2026-01-32\"", "/holidays/0/to", "must be a day"},
      {"\"to\": \"2026-01-03\"", "\"to\": \"2025-12-31\"", "/holidays/0/to", "first day"},
      {"\"to\": \"2026-01-03\"", "\"to\": \"2026-01-30\"", "/holidays/0/to", "15 days"},
      {"\"from\": \"2026-01-01\"", "\"from\": \"2025-12-31\"", "/holidays/0", "another year"},
      {"\"from\": \"2026-05-01\"", "\"from\": \"2026-04-06\"", "/holidays/3/to", "15 days"},
      {"\"from\": \"2026-10-01\"", "\"from\": \"2026-09-27\"", "/holidays/6", "another holiday"},
      {"\"2026-01-04\"", "\"2026-01-05\"", "/make_up_days/0", "Saturday or Sunday"},
      {"\"2026-01-04\"", "\"2026-01-03\"", "/make_up_days/0", "no holiday"},
      {"\"2026-01-04\"", "20260104", "/make_up_days/0", "must be a day"},
      {"\"year\": 2026", "\"year\": 2025", "/year", "name of its file"},
      {"\"source\"", "\"sauce\"", "/sauce", "not known here"},
  }));
  CAPTURE(fault.from, fault.to);
  tests::SpoiltAssets assets;
  assets.replace(fault.from, fault.to, "calendar/2026.json");
  CHECK(tests::has(assets.faults(), fault.where, fault.what));
}
