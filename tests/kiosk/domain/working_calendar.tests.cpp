#include "kiosk/domain/working_calendar.h"

#include <catch2/catch_test_macros.hpp>

using namespace linli::domain;
using namespace std::chrono_literals;
using Day = WorkingCalendar::Day;
using std::chrono::sys_days;

namespace {

constexpr Day day(int month, int day_of_month, int year = 2026) {
  return std::chrono::year{year} / month / day_of_month;
}

/// May of 2026 as the government announced it: off from the 1st to the 5th, Saturday the 9th
/// worked.
WorkingCalendar may_2026() {
  WorkingCalendar calendar;
  WorkingCalendar::Year year;
  for (int i = 1; i <= 5; ++i) year.holidays.insert(sys_days{day(5, i)});
  year.make_up_days.insert(sys_days{day(5, 9)});
  calendar.learn(2026y, year);
  return calendar;
}

}  // namespace

TEST_CASE("weekends and holidays are no working days, make-up days are") {
  const auto calendar = may_2026();
  CHECK(calendar.is_working_day(day(4, 30)) == true);
  CHECK(calendar.is_working_day(day(5, 5)) == false);   // Tuesday, holiday
  CHECK(calendar.is_working_day(day(5, 9)) == true);    // Saturday, worked
  CHECK(calendar.is_working_day(day(5, 10)) == false);  // Sunday
}

TEST_CASE("a time limit begins on the day after, and leaves out what is no working day") {
  const auto calendar = may_2026();
  CHECK(calendar.after(day(4, 30), 0) == day(4, 30));
  CHECK(calendar.after(day(4, 30), 1) == day(5, 6));
  CHECK(calendar.after(day(4, 30), 4) == day(5, 9));
  CHECK(calendar.after(day(4, 30), 20) == day(6, 1));
  CHECK(calendar.after(day(5, 2), 1) == day(5, 6));  // handed in on a holiday
}

TEST_CASE("working days between two days are counted without the first and with the last") {
  const auto calendar = may_2026();
  CHECK(calendar.between(day(4, 30), day(5, 9)) == 4);
  CHECK(calendar.between(day(5, 9), day(4, 30)) == -4);
  CHECK(calendar.between(day(5, 6), day(5, 6)) == 0);
}

TEST_CASE("whatever the day and the count, counting back gives the count again") {
  const auto calendar = may_2026();
  for (sys_days start{day(4, 1)}; start < sys_days{day(6, 1)}; start += std::chrono::days{1}) {
    for (int count = 1; count <= 25; ++count) {
      const auto end = calendar.after(start, count);
      REQUIRE(end);
      CHECK(calendar.is_working_day(*end) == true);
      CHECK(calendar.between(start, *end) == count);
    }
  }
}

TEST_CASE("nothing is promised of a year that was not announced") {
  const auto calendar = may_2026();
  CHECK_FALSE(calendar.is_working_day(day(1, 4, 2027)));
  CHECK(calendar.after(day(12, 30), 1) == day(12, 31));
  CHECK_FALSE(calendar.after(day(12, 30), 2));
  CHECK_FALSE(calendar.between(day(12, 30), day(1, 4, 2027)));
  CHECK(calendar.known_until(day(3, 1)) == day(12, 31));
  CHECK_FALSE(calendar.known_until(day(3, 1, 2027)));
}

TEST_CASE("days that do not exist and counts out of bounds give nothing") {
  const auto calendar = may_2026();
  CHECK_FALSE(calendar.is_working_day(day(2, 30)));
  CHECK_FALSE(calendar.after(day(2, 30), 1));
  CHECK_FALSE(calendar.after(day(3, 2), -1));
  CHECK_FALSE(calendar.after(day(3, 2), 1001));
  CHECK_FALSE(calendar.between(day(3, 2), day(2, 30)));
}
