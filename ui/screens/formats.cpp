#include "ui/screens/formats.h"

#include <array>

#include "kiosk/domain/lunar_calendar.h"
#include "ui/theme/lunar_date.h"

namespace linli::ui {
namespace {

constexpr std::array kMonths{text_id("1月"), text_id("2月"),  text_id("3月"),  text_id("4月"),
                             text_id("5月"), text_id("6月"),  text_id("7月"),  text_id("8月"),
                             text_id("9月"), text_id("10月"), text_id("11月"), text_id("12月")};
constexpr std::array kWeekdays{text_id("周日"), text_id("周一"), text_id("周二"), text_id("周三"),
                               text_id("周四"), text_id("周五"), text_id("周六")};

unsigned day_of(std::chrono::year_month_day date) { return static_cast<unsigned>(date.day()); }

}  // namespace

std::string format_money(const domain::Money& money) { return "¥ " + money.yuan(); }

std::string format_time(base::WallTime at) {
  const auto time = base::hall_time(at).time;
  return fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
}

std::string format_month(const Painter& painter, std::chrono::month month) {
  return month.ok() ? painter.t(kMonths.at(static_cast<unsigned>(month) - 1)) : std::string();
}

std::string format_day(const Painter& painter, std::chrono::year_month_day date) {
  return painter.t("{month}{day}日", fmt::arg("month", format_month(painter, date.month())),
                   fmt::arg("day", day_of(date)));
}

std::string format_date(const Painter& painter, std::chrono::year_month_day date) {
  return painter.t("{year}年{month}{day}日", fmt::arg("year", static_cast<int>(date.year())),
                   fmt::arg("month", format_month(painter, date.month())),
                   fmt::arg("day", day_of(date)));
}

std::string format_lunar_day(const Painter& painter, std::chrono::year_month_day date) {
  const auto day = domain::lunar_day(date);
  if (!day) return {};
  const bool chinese = painter.language() == catalogue::Language::chinese;
  return painter.t(
      "农历{month}{day}",
      fmt::arg("month", chinese ? lunar_month_name(day->month, day->leap)
                                : std::to_string(day->month) + (day->leap ? " (leap)" : "")),
      fmt::arg("day", chinese ? lunar_day_name(day->day) : std::to_string(day->day)));
}

std::string format_month_of_year(const Painter& painter, std::chrono::year_month month) {
  return painter.t("{year}年{month}", fmt::arg("year", static_cast<int>(month.year())),
                   fmt::arg("month", format_month(painter, month.month())));
}

std::string format_moment(const Painter& painter, base::WallTime at, base::WallTime now) {
  const auto date = base::hall_time(at).date;
  const auto today = base::hall_time(now).date;
  const std::string day = date == today                 ? painter.t("今天")
                          : date.year() == today.year() ? format_day(painter, date)
                                                        : format_date(painter, date);
  return day + " " + format_time(at);
}

std::string format_header_date(const Painter& painter, base::WallTime now) {
  const auto civil = base::hall_time(now);
  const std::string day =
      painter.t("{date} {weekday}", fmt::arg("date", format_day(painter, civil.date)),
                fmt::arg("weekday", painter.t(kWeekdays.at(civil.weekday.c_encoding()))));
  if (painter.language() != catalogue::Language::chinese) return day;
  return day + " · " + lunar_date(now);
}

}  // namespace linli::ui
