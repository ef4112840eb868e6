#include "kiosk/domain/working_calendar.h"

namespace linli::domain {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr int kMostCount = 1000;
constexpr days kMostBetween{3653};

bool is_weekend(sys_days day) {
  const std::chrono::weekday weekday{day};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

}  // namespace

std::optional<bool> WorkingCalendar::is_working_day(Day day) const {
  if (!day.ok()) return std::nullopt;
  const auto year = years_.find(day.year());
  if (year == years_.end()) return std::nullopt;
  const sys_days date{day};
  if (year->second.make_up_days.contains(date)) return true;
  return !is_weekend(date) && !year->second.holidays.contains(date);
}

std::optional<WorkingCalendar::Day> WorkingCalendar::after(Day start, int count) const {
  if (!start.ok() || count < 0 || count > kMostCount) return std::nullopt;
  sys_days day{start};
  while (count > 0) {
    day += days{1};
    const auto working = is_working_day(day);
    if (!working) return std::nullopt;
    if (*working) --count;
  }
  return Day{day};
}

std::optional<int> WorkingCalendar::between(Day start, Day end) const {
  if (!start.ok() || !end.ok()) return std::nullopt;
  if (end < start) {
    const auto back = between(end, start);
    return back ? std::optional(-*back) : std::nullopt;
  }
  if (sys_days{end} - sys_days{start} > kMostBetween) return std::nullopt;
  int count = 0;
  for (sys_days day = sys_days{start} + days{1}; day <= sys_days{end}; day += days{1}) {
    const auto working = is_working_day(day);
    if (!working) return std::nullopt;
    count += *working ? 1 : 0;
  }
  return count;
}

std::optional<WorkingCalendar::Day> WorkingCalendar::known_until(Day day) const {
  auto year = day.year();
  if (!years_.contains(year)) return std::nullopt;
  while (years_.contains(year + std::chrono::years{1})) ++year;
  return Day{year, std::chrono::December, std::chrono::day{31}};
}

}  // namespace linli::domain
