#include "kiosk/flow/day_wheels.h"

#include <algorithm>

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

}  // namespace

domain::Day turned(std::optional<domain::Day> from, DayPart part, int by, domain::Day today,
                   const catalogue::DayLimits& limits) {
  if (!from) return within(today, limits);
  return within(moved(*from, part, by), limits);
}

}  // namespace linli::flow
