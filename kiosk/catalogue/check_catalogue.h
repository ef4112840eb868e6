#pragma once
#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "kiosk/catalogue/faults.h"
#include "kiosk/catalogue/service.h"
#include "kiosk/domain/application.h"

namespace linli::catalogue {

struct CatalogueCheck {
  int files = 0;
  std::vector<CatalogueError> faults;
};

/// What else is to be looked at in a service in which nothing was found wrong; faults go to
/// `place`, which is the whole of its file, `file`.
using CheckMore =
    std::function<void(const Service& service, const Region& region, domain::Day today,
                       const nlohmann::json& file, const Place& place)>;

/// Everything that can be found wrong with the service files of `folder` without a person: against
/// the schema (ASSETS/catalogue/schema/service.json), by the rules of load_catalogue with that
/// region and calendar of ASSETS, and what only many answers show: steps and fields that are never
/// asked. Follow-ups and receipt prefixes are looked at among the files together.
CatalogueCheck check_catalogue(const std::filesystem::path& folder,
                               const std::filesystem::path& assets, const std::string& region,
                               const CheckMore& check_more = {});

/// Whether one file fits the schema of ASSETS, whatever else may be wrong with it.
bool fits_schema(const std::filesystem::path& file, const std::filesystem::path& assets);

}  // namespace linli::catalogue
