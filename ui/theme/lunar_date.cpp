#include "ui/theme/lunar_date.h"

#include <unicode/calendar.h>
#include <unicode/timezone.h>

#include <array>
#include <memory>

namespace linli::ui {
namespace {

constexpr std::array kMonths{"正月", "二月", "三月", "四月", "五月",   "六月",
                             "七月", "八月", "九月", "十月", "十一月", "腊月"};
constexpr std::array kDigits{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

/// 1–30: 初一 … 初十, 十一 … 二十, 廿一 … 三十.
std::string day_name(int day) {
  if (day == 20) return "二十";
  if (day == 30) return "三十";
  constexpr std::array kTens{"初", "十", "廿"};
  const auto index = static_cast<std::size_t>(day - 1);
  return std::string(kTens.at(index / 10)) + kDigits.at(index % 10);
}

}  // namespace

std::string lunar_date(base::WallTime now) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(
      icu::TimeZone::createTimeZone("GMT+8"), icu::Locale("zh@calendar=chinese"), status));
  if (U_FAILURE(status)) return {};
  calendar->setTime(static_cast<UDate>(now.time_since_epoch().count()), status);
  const int month = calendar->get(UCAL_MONTH, status);
  const int day = calendar->get(UCAL_DATE, status);
  const bool leap = calendar->get(UCAL_IS_LEAP_MONTH, status) != 0;
  if (U_FAILURE(status)) return {};
  return (leap ? "闰" : "") + std::string(kMonths.at(static_cast<std::size_t>(month))) +
         day_name(day);
}

}  // namespace linli::ui
