#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace linli::catalogue {

/// Days as texts "2026-10-01" (GB/T 7408.1). Empty: no such day, or another form.
std::optional<std::chrono::year_month_day> date_from(std::string_view text);
std::string text_of(std::chrono::year_month_day day);

}  // namespace linli::catalogue
