#include "kiosk/catalogue/region.h"

#include <algorithm>

namespace linli::catalogue {

const DatedValue* Parameter::on(std::chrono::year_month_day day) const {
  const auto valid = [day](const DatedValue& value) {
    return value.from <= day && (!value.until || day <= *value.until);
  };
  const auto found = std::ranges::find_if(values, valid);
  return found == values.end() ? nullptr : &*found;
}

const Parameter* Region::find(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, &Parameter::name);
  return found == parameters.end() ? nullptr : &*found;
}

std::optional<std::int64_t> Region::value(std::string_view name,
                                          std::chrono::year_month_day day) const {
  const Parameter* parameter = find(name);
  const DatedValue* value = parameter == nullptr ? nullptr : parameter->on(day);
  return value == nullptr ? std::nullopt : std::optional(value->amount);
}

std::optional<std::string> with_amounts(std::string_view text, const Region& region,
                                        std::chrono::year_month_day day) {
  std::string filled;
  for (;;) {
    const auto open = text.find('{');
    filled += text.substr(0, open);
    if (open == std::string_view::npos) return filled;
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) return std::nullopt;
    const Parameter* parameter = region.find(text.substr(open + 1, close - open - 1));
    const DatedValue* value = parameter == nullptr ? nullptr : parameter->on(day);
    if (value == nullptr) return std::nullopt;
    filled += write_amount(parameter->unit, value->amount);
    text.remove_prefix(close + 1);
  }
}

std::optional<Text> with_amounts(const Text& text, const Region& region,
                                 std::chrono::year_month_day day) {
  auto zh = with_amounts(text.zh, region, day);
  auto en = with_amounts(text.en, region, day);
  if (!zh || !en) return std::nullopt;
  return Text{std::move(*zh), std::move(*en)};
}

}  // namespace linli::catalogue
