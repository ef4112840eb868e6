#include "kiosk/domain/lunar_calendar.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "kiosk/base/day.h"

using namespace linli;
using namespace linli::domain;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

namespace {

std::string gregorian(int of_year, unsigned month, bool leap, unsigned day) {
  const auto found = gregorian_day({of_year, month, leap, day});
  return found ? base::day_text(*found) : "none";
}

/// The number of the leap month; 0: none.
unsigned leap_month(int of_year) {
  for (const LunarMonth& month : lunar_months(of_year)) {
    if (month.leap) return month.month;
  }
  return 0;
}

}  // namespace

TEST_CASE("the Spring Festivals are those that were kept, and that are announced") {
  CHECK(gregorian(1900, 1, false, 1) == "1900-01-31");
  CHECK(gregorian(1949, 1, false, 1) == "1949-01-29");
  CHECK(gregorian(1953, 1, false, 1) == "1953-02-14");
  CHECK(gregorian(1954, 1, false, 1) == "1954-02-03");
  CHECK(gregorian(1985, 1, false, 1) == "1985-02-20");
  CHECK(gregorian(2000, 1, false, 1) == "2000-02-05");
  CHECK(gregorian(2026, 1, false, 1) == "2026-02-17");
  CHECK(gregorian(2027, 1, false, 1) == "2027-02-06");
  CHECK(gregorian(2030, 1, false, 1) == "2030-02-03");
  CHECK(gregorian(2100, 1, false, 1) == "2100-02-09");
}

TEST_CASE("leap months stand where the calendar puts them") {
  CHECK(leap_month(1900) == 8);
  CHECK(leap_month(1984) == 10);
  CHECK(leap_month(1987) == 6);
  CHECK(leap_month(2001) == 4);
  CHECK(leap_month(2017) == 6);
  CHECK(leap_month(2020) == 4);
  CHECK(leap_month(2023) == 2);
  CHECK(leap_month(2025) == 6);
  CHECK(leap_month(2033) == 11);
  CHECK(leap_month(2034) == 0);
  CHECK(gregorian(2020, 4, true, 1) == "2020-05-23");
  CHECK(gregorian(2033, 11, true, 1) == "2033-12-22");
  CHECK(gregorian(2025, 6, true, 1) == "2025-07-25");
}

TEST_CASE("the feasts of the year fall on their days") {
  CHECK(gregorian(1978, 8, false, 15) ==
        "1978-09-17");  // mid-autumn, where new moon was near midnight
  CHECK(gregorian(2020, 5, false, 5) == "2020-06-25");
  CHECK(gregorian(2026, 8, false, 15) == "2026-09-25");
  CHECK(gregorian(2026, 10, false, 14) == "2026-11-22");
  CHECK(gregorian(2012, 7, false, 1) == "2012-08-17");
  CHECK(gregorian(2018, 10, false, 1) == "2018-11-08");
}

TEST_CASE("every day of two hundred years goes to the lunar calendar and back") {
  const sys_days first = year{1900} / 1 / 31;
  const sys_days last = year{2101} / 1 / 28;
  LunarDay before{1899, 12, false, 30};
  bool all = true;
  for (sys_days day = first; day <= last; day += days{1}) {
    const auto lunar = lunar_day(day);
    all = all && lunar && gregorian_day(*lunar) == Day{day};
    // The day after is the next of the month, or the first of one.
    all = all && lunar && (lunar->day == 1 || lunar->day == before.day + 1);
    if (lunar) before = *lunar;
  }
  CHECK(all);
  CHECK(before == LunarDay{2100, 12, false, 29});
}

TEST_CASE("a lunar year has twelve or thirteen months of 29 or 30 days, 353 to 385 in all") {
  for (int of_year = kFirstLunarYear; of_year <= kLastLunarYear; ++of_year) {
    INFO(of_year);
    unsigned length = 0;
    unsigned number = 0;
    for (const LunarMonth& month : lunar_months(of_year)) {
      CHECK((month.days == 29 || month.days == 30));
      CHECK(month.month == (month.leap ? number : number + 1));
      number = month.month;
      length += month.days;
    }
    CHECK(number == 12);
    CHECK(length >= 353);
    CHECK(length <= 385);
  }
}

TEST_CASE("what the lunar calendar does not have is no day") {
  CHECK(gregorian(2020, 5, true, 1) == "none");
  CHECK(gregorian(2026, 13, false, 1) == "none");
  CHECK(gregorian(2026, 1, false, 0) == "none");
  CHECK(gregorian(2026, 1, false, 31) == "none");
  CHECK(gregorian(1899, 12, false, 1) == "none");
  CHECK(gregorian(2101, 1, false, 1) == "none");
  CHECK_FALSE(lunar_day(year{1900} / 1 / 30));
  CHECK_FALSE(lunar_day(year{2101} / 1 / 29));
  CHECK_FALSE(lunar_day(year{2026} / 2 / 30));
}
