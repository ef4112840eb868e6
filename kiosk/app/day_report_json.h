#pragma once
#include <nlohmann/json.hpp>
#include <optional>

#include "offline_cache/api/day_report.h"

namespace linli::app {

/// The day report between the running kiosk and linlictl. Times are RFC 3339, days 2026-11-22,
/// states, reasons and acts by their names in the store.
nlohmann::json to_json(const offline_cache::DayReport& report);
/// Empty if it is not one.
std::optional<offline_cache::DayReport> day_report_from_json(const nlohmann::json& json);

}  // namespace linli::app
