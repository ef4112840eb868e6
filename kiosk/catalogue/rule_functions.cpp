#include "kiosk/catalogue/rule_functions.h"

#include <memory>
#include <optional>
#include <utility>

#include "kiosk/base/day.h"
#include "kiosk/domain/identity_number.h"
#include "kiosk/domain/money.h"

namespace linli::catalogue {
namespace {

using Day = std::chrono::year_month_day;
using expression::Value;
using Arguments = std::span<const Value>;

constexpr std::int64_t kMostMonths = 1200;

std::optional<Day> day_in(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::nullopt : base::day_from(*text);
}

/// Within −most…most.
std::optional<int> whole_in(const Value& value, std::int64_t most) {
  const auto* number = std::get_if<std::int64_t>(&value);
  if (number == nullptr || *number > most || *number < -most) return std::nullopt;
  return static_cast<int>(*number);
}

Value value_of(std::optional<int> number) {
  return number ? Value(std::int64_t{*number}) : Value();
}

Value value_of(std::optional<Day> day) { return day ? Value(base::day_text(*day)) : Value(); }

Day months_later(Day day, int count) {
  const Day same = day + std::chrono::months{count};
  return same.ok() ? same : Day{same.year() / same.month() / std::chrono::last};
}

Value age_on(Arguments given) {
  const auto birth = day_in(given[0]);
  const auto day = day_in(given[1]);
  if (!birth || !day || *day < *birth) return {};
  return std::int64_t{domain::age_on(*birth, *day)};
}

Value days_between(Arguments given) {
  const auto start = day_in(given[0]);
  const auto end = day_in(given[1]);
  if (!start || !end) return {};
  return std::int64_t{(std::chrono::sys_days{*end} - std::chrono::sys_days{*start}).count()};
}

Value day_after(Arguments given) {
  constexpr std::int64_t kMostDays = 60'000;
  const auto day = day_in(given[0]);
  const auto count = whole_in(given[1], kMostDays);
  if (!day || !count) return {};
  return value_of(std::optional(Day(std::chrono::sys_days{*day} + std::chrono::days{*count})));
}

Value month_after(Arguments given) {
  const auto day = day_in(given[0]);
  const auto count = whole_in(given[1], kMostMonths);
  if (!day || !count) return {};
  return value_of(std::optional(months_later(*day, *count)));
}

Value yuan(Arguments given) {
  const auto* fen = std::get_if<std::int64_t>(&given[0]);
  return fen == nullptr ? Value() : Value(domain::Money{*fen}.yuan());
}

}  // namespace

std::vector<expression::ExpressionFunction> rule_functions(domain::WorkingCalendar calendar) {
  const auto days = std::make_shared<const domain::WorkingCalendar>(std::move(calendar));
  const auto working_days_between = [days](Arguments given) {
    const auto start = day_in(given[0]);
    const auto end = day_in(given[1]);
    return start && end ? value_of(days->between(*start, *end)) : Value();
  };
  const auto working_day_after = [days](Arguments given) {
    const auto start = day_in(given[0]);
    const auto count = whole_in(given[1], kMostMonths);
    return start && count ? value_of(days->after(*start, *count)) : Value();
  };
  return {{"age_on", 2, age_on},
          {"days_between", 2, days_between},
          {"working_days_between", 2, working_days_between},
          {"working_day_after", 2, working_day_after},
          {"day_after", 2, day_after},
          {"month_after", 2, month_after},
          {"yuan", 1, yuan}};
}

}  // namespace linli::catalogue
