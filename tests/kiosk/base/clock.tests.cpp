#include "kiosk/base/clock.h"

#include <catch2/catch_test_macros.hpp>

using namespace linli::base;
using namespace std::chrono;

namespace {
const WallTime kMorning =
    sys_days{2026y / November / 22} + 1h + 41min + 7s + 89ms;  // 09:41 in the hall
}

TEST_CASE("a time is written with the hall's offset and read back") {
  CHECK(format_rfc3339(kMorning) == "2026-11-22T09:41:07.089+08:00");
  CHECK(parse_rfc3339("2026-11-22T09:41:07.089+08:00") == kMorning);
  CHECK(parse_rfc3339("2026-11-22T01:41:07.0891234Z") == kMorning);
}

TEST_CASE("text that is no time is not read as one") {
  for (const char* text : {"", "2026-11-22", "2026-02-30T00:00:00Z", "2026-11-22T24:00:00Z",
                           "2026-11-22T09:41:07", "2026-11-22T09:41:07+8", "x026-11-22T09:41:07Z",
                           "2026-11-22T09:41:07Zz", "2026-11-22T-1:41:07Z"}) {
    INFO(text);
    CHECK_FALSE(parse_rfc3339(text));
  }
}

TEST_CASE("the hall's day begins at its own midnight") {
  const auto before = hall_time(sys_days{2026y / November / 21} + 15h + 59min + 59s);
  const auto after = hall_time(sys_days{2026y / November / 21} + 16h);
  CHECK(before.date == 2026y / November / 21);
  CHECK(after.date == 2026y / November / 22);
  CHECK(after.weekday == Sunday);
}

TEST_CASE("a fake clock stands still until it is moved") {
  FakeClock clock(kMorning);
  const auto steady = clock.steady();
  CHECK(clock.now() == kMorning);
  clock.advance(90s);
  CHECK(clock.now() == kMorning + 90s);
  CHECK(clock.steady() - steady == 90s);
}

TEST_CASE("the machine's clock says how wrong it may be") {
  const auto interval = SystemClock{}.interval();
  CHECK(interval.earliest < interval.latest);
  const auto now = system_clock::now();
  CHECK(interval.earliest <= now);
  CHECK(interval.latest + 1s >= now);
}
