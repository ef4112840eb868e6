#pragma once
#include <nlohmann/json_fwd.hpp>

#include "kiosk/catalogue/faults.h"
#include "kiosk/catalogue/service.h"

/// From JSON to the model; faults are noted at `place`. Private to this directory.
namespace linli::catalogue {

Service read_service(const nlohmann::json& value, const Place& place);
Region read_region(const nlohmann::json& value, const Place& place);
/// One year's holidays, as announced.
void read_calendar(const nlohmann::json& value, const Place& place,
                   domain::WorkingCalendar& calendar);

}  // namespace linli::catalogue
