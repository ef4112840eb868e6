#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace linli::base {

/// ISO 8601, as files, tables and messages name a day: 2026-11-22.
std::string day_text(std::chrono::year_month_day day);

/// The reverse; empty for any other form and for a day that no calendar has.
std::optional<std::chrono::year_month_day> day_from(std::string_view text);

}  // namespace linli::base
