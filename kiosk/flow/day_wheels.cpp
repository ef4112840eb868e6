#include "kiosk/flow/day_wheels.h"

#include <algorithm>

#include "kiosk/domain/lunar_calendar.h"

namespace linli::flow {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;

/// 1…most, round and round.
unsigned around(unsigned value, int by, unsigned most) {
  const int count = static_cast<int>(most);
  const int moved = (static_cast<int>(value) - 1 + by % count + count) % count;
  return static_cast<unsigned>(moved) + 1;
}

unsigned last_day(year of_year, month of_month) {
  return unsigned{(of_year / of_month / std::chrono::last).day()};
}

domain::Day within(domain::Day one, const catalogue::DayLimits& limits) {
  const domain::Day first = limits.earliest.value_or(year{kFirstYear} / 1 / 1);
  const domain::Day last = limits.latest.value_or(year{kLastYear} / 12 / 31);
  return std::max(first, std::min(one, last));
}

domain::Day with_month(year of_year, month of_month, day of_day) {
  return of_year / of_month / day{std::min(unsigned{of_day}, last_day(of_year, of_month))};
}

domain::Day moved(domain::Day from, DayPart part, int by) {
  switch (part) {
    case DayPart::year: {
      const int wanted = std::clamp(int{from.year()} + by, kFirstYear, kLastYear);
      return with_month(year{wanted}, from.month(), from.day());
    }
    case DayPart::month:
      return with_month(from.year(), month{around(unsigned{from.month()}, by, 12)}, from.day());
    case DayPart::day:
      return from.year() / from.month() /
             day{around(unsigned{from.day()}, by, last_day(from.year(), from.month()))};
  }
  return from;
}

using Months = std::vector<domain::LunarMonth>;

/// The place of a month among those of its year; of a leap month that the year lacks, its month's.
std::size_t place_of(const Months& months, const domain::LunarDay& day) {
  const auto found = std::ranges::find_if(months, [&](const domain::LunarMonth& month) {
    return month.month == day.month && month.leap == day.leap;
  });
  if (found != months.end()) return static_cast<std::size_t>(found - months.begin());
  return static_cast<std::size_t>(std::ranges::find(months, day.month, &domain::LunarMonth::month) -
                                  months.begin());
}

domain::Day day_in(int of_year, const domain::LunarMonth& month, unsigned of_day) {
  return *domain::gregorian_day({of_year, month.month, month.leap, std::min(of_day, month.days)});
}

domain::Day moved(const domain::LunarDay& from, DayPart part, int by) {
  const int to_year = std::clamp(from.year + (part == DayPart::year ? by : 0),
                                 domain::kFirstLunarYear, domain::kLastLunarYear);
  const Months months = domain::lunar_months(to_year);
  const std::size_t place = place_of(months, from);
  switch (part) {
    case DayPart::year:
      return day_in(to_year, months.at(place), from.day);
    case DayPart::month: {
      const unsigned to =
          around(static_cast<unsigned>(place) + 1, by, static_cast<unsigned>(months.size()));
      return day_in(to_year, months.at(to - 1), from.day);
    }
    case DayPart::day:
      return day_in(to_year, months.at(place), around(from.day, by, months.at(place).days));
  }
  return day_in(to_year, months.at(place), from.day);
}

}  // namespace

domain::Day turned(std::optional<domain::Day> from, DayPart part, int by, domain::Day today,
                   const catalogue::DayLimits& limits, DayCalendar calendar) {
  if (!from) return within(today, limits);
  const auto lunar = calendar == DayCalendar::lunar ? domain::lunar_day(*from) : std::nullopt;
  if (lunar) return within(moved(*lunar, part, by), limits);
  return within(moved(*from, part, by), limits);
}

}  // namespace linli::flow
