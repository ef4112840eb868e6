#include "kiosk/base/day.h"

#include <fmt/format.h>

#include <algorithm>

namespace linli::base {
namespace {

constexpr std::string_view kForm = "0000-00-00";

bool has_form(std::string_view text) {
  return std::ranges::equal(text, kForm, [](char given, char form) {
    return form == '0' ? given >= '0' && given <= '9' : given == form;
  });
}

unsigned number_at(std::string_view text, std::size_t at, std::size_t count) {
  unsigned value = 0;
  for (const char digit : text.substr(at, count)) value = value * 10 + unsigned(digit - '0');
  return value;
}

}  // namespace

std::string day_text(std::chrono::year_month_day day) {
  return fmt::format("{:04}-{:02}-{:02}", int{day.year()}, unsigned{day.month()},
                     unsigned{day.day()});
}

std::optional<std::chrono::year_month_day> day_from(std::string_view text) {
  if (!has_form(text)) return std::nullopt;
  const auto day = std::chrono::year{static_cast<int>(number_at(text, 0, 4))} /
                   std::chrono::month{number_at(text, 5, 2)} /
                   std::chrono::day{number_at(text, 8, 2)};
  return day.ok() ? std::optional(day) : std::nullopt;
}

}  // namespace linli::base
