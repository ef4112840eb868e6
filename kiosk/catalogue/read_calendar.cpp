#include "kiosk/catalogue/object_reader.h"
#include "kiosk/catalogue/readers.h"

namespace linli::catalogue {
namespace {

using Json = nlohmann::json;
using std::chrono::sys_days;

constexpr int kFirstYear = 2000;
constexpr int kLastYear = 2099;
constexpr std::size_t kMostHolidays = 12;
constexpr std::size_t kMostMakeUpDays = 20;
constexpr auto kLongestHoliday = std::chrono::days{15};

bool is_weekend(sys_days day) {
  const std::chrono::weekday weekday{day};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

void read_holiday(const Json& value, const Place& place, int year,
                  domain::WorkingCalendar::Year& days) {
  ObjectReader object(value, place);
  object.line("name");
  const auto from = object.day("from", Need::required);
  const auto to = object.day("to", Need::required);
  object.refuse_unknown();
  if (!from || !to) return;
  if (*to < *from || sys_days{*to} - sys_days{*from} >= kLongestHoliday) {
    place.at("to").fault("must be from the first day on, at most 15 days in all");
    return;
  }
  for (sys_days day{*from}; day <= sys_days{*to}; day += std::chrono::days{1}) {
    if (int{std::chrono::year_month_day{day}.year()} != year) {
      place.fault("has a day of another year; put that into the file of its year");
      return;
    }
    if (!days.holidays.insert(day).second) place.fault("has a day that another holiday has too");
  }
}

void read_make_up_day(const Json& value, const Place& place, int year,
                      domain::WorkingCalendar::Year& days) {
  const auto day = day_of(value, place);
  if (!day) return;
  if (int{day->year()} != year || !is_weekend(*day) || days.holidays.contains(*day)) {
    place.fault("must be a Saturday or Sunday of the year that is no holiday");
    return;
  }
  days.make_up_days.insert(*day);
}

}  // namespace

void read_calendar(const Json& value, const Place& place, domain::WorkingCalendar& calendar) {
  ObjectReader object(value, place);
  const int year = object.whole_number("year", kFirstYear, kLastYear);
  object.line("source");
  domain::WorkingCalendar::Year days;
  object.list("holidays", 1, kMostHolidays,
              [&](const Json& item, const Place& at) { read_holiday(item, at, year, days); });
  object.list("make_up_days", 0, kMostMakeUpDays,
              [&](const Json& item, const Place& at) { read_make_up_day(item, at, year, days); });
  object.refuse_unknown();
  if (!place.is_named(std::to_string(year) + ".json")) {
    place.at("year").fault("must be the name of its file");
  }
  calendar.learn(std::chrono::year{year}, std::move(days));
}

}  // namespace linli::catalogue
