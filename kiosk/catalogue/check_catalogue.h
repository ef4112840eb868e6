#pragma once
#include <filesystem>
#include <vector>

#include "kiosk/catalogue/catalogue_error.h"
#include "kiosk/catalogue/service.h"

namespace linli::catalogue {

struct CatalogueCheck {
  int files = 0;
  std::vector<CatalogueError> faults;
};

/// Everything that can be found wrong with the service files of `folder` without a person: against
/// the schema (ASSETS/catalogue/schema/service.json), by the rules of load_catalogue with that
/// region and calendar of ASSETS, and what only many answers show: steps and fields that are never
/// asked. Follow-ups and receipt prefixes are looked at among the files together.
CatalogueCheck check_catalogue(const std::filesystem::path& folder,
                               const std::filesystem::path& assets, const std::string& region);

/// Whether one file fits the schema of ASSETS, whatever else may be wrong with it.
bool fits_schema(const std::filesystem::path& file, const std::filesystem::path& assets);

}  // namespace linli::catalogue
