#pragma once
#include <nlohmann/json_fwd.hpp>

#include "kiosk/catalogue/faults.h"
#include "kiosk/catalogue/service.h"

/// From JSON to the model; faults are noted at `place`. Private to this directory.
namespace linli::catalogue {

/// With its rules compiled; they and its texts may name the region's parameters.
Service read_service(const nlohmann::json& value, const Region& region,
                     const domain::WorkingCalendar& calendar, const Place& place);

/// The list of parameters, every one unknown.
std::vector<Parameter> read_parameters(const nlohmann::json& value, const Place& place);

/// As load_region, with the faults at the end of `faults`. The list of parameters is there even if
/// the region is not.
Region read_region_files(const std::filesystem::path& directory, const std::string& name,
                         std::vector<CatalogueError>& faults);

/// A region with all of `parameters`.
Region read_region(const nlohmann::json& value, std::vector<Parameter> parameters,
                   const Place& place);

/// DIR/regions/divisions.json; empty, with the fault noted, if it can't be read.
std::shared_ptr<const Divisions> read_division_file(const std::filesystem::path& directory,
                                                    std::vector<CatalogueError>& faults);

/// The division tree, without the rows that have a fault.
std::shared_ptr<const Divisions> read_divisions(const nlohmann::json& value, const Place& place);

/// Every file of the folder.
void read_calendar_files(const std::filesystem::path& folder, domain::WorkingCalendar& calendar,
                         std::vector<CatalogueError>& faults);

/// One year's holidays, as announced.
void read_calendar(const nlohmann::json& value, const Place& place,
                   domain::WorkingCalendar& calendar);

}  // namespace linli::catalogue
