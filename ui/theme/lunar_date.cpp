#include "ui/theme/lunar_date.h"

#include <array>

#include "kiosk/domain/lunar_calendar.h"

namespace linli::ui {
namespace {

constexpr std::array kMonths{"正月", "二月", "三月", "四月", "五月",   "六月",
                             "七月", "八月", "九月", "十月", "十一月", "腊月"};
constexpr std::array kNumbers{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
constexpr std::array kStems{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
constexpr std::array kBranches{"子", "丑", "寅", "卯", "辰", "巳",
                               "午", "未", "申", "酉", "戌", "亥"};
/// A year in which the cycle of sixty begins: 甲子.
constexpr int kCycleBegins = 1864;

}  // namespace

std::string lunar_year_name(int year) {
  std::string name;
  for (const char digit : std::to_string(year)) {
    name += kNumbers.at(static_cast<std::size_t>(digit - '0'));
  }
  return name + "年";
}

std::string lunar_cycle_name(int year) {
  const auto place = static_cast<std::size_t>(year - kCycleBegins);
  return std::string(kStems.at(place % kStems.size())) + kBranches.at(place % kBranches.size());
}

std::string lunar_month_name(unsigned month, bool leap) {
  return (leap ? "闰" : "") + std::string(kMonths.at(month - 1));
}

std::string lunar_day_name(unsigned day) {
  if (day == 20) return "二十";
  if (day == 30) return "三十";
  constexpr std::array kTens{"初", "十", "廿"};
  const unsigned ones = (day - 1) % 10 + 1;
  return std::string(kTens.at((day - 1) / 10)) + kNumbers.at(ones);
}

std::string lunar_date(base::WallTime now) {
  const auto day = domain::lunar_day(base::hall_time(now).date);
  return day ? lunar_month_name(day->month, day->leap) + lunar_day_name(day->day) : std::string();
}

}  // namespace linli::ui
