#include <fmt/ranges.h>

#include "kiosk/catalogue/json_file.h"
#include "kiosk/catalogue/readers.h"
#include "kiosk/catalogue/region.h"

namespace linli::catalogue {
namespace {

namespace fs = std::filesystem;

/// In the folder of regions; what it holds is no region.
constexpr const char* kParameterList = "parameters";
constexpr const char* kDivisionList = "divisions";
/// A country's counties and a province's communities fit well.
constexpr std::size_t kMostDivisionBytes = 8 * 1024 * 1024;

bool is_region_name(const std::string& name) {
  return !name.empty() && name.size() <= 40 && name != kParameterList && name != kDivisionList &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string::npos;
}

std::vector<std::string> regions_in(const fs::path& folder) {
  const auto files = json_files_in(folder);
  if (!files) return {};
  std::vector<std::string> names;
  for (const fs::path& file : *files) {
    if (is_region_name(file.stem().string())) names.push_back(file.stem().string());
  }
  return names;
}

fs::path list_file(const fs::path& folder, const char* list) {
  return folder / (std::string(list) + ".json");
}

/// Discarded, with the fault noted, if there is no such region.
nlohmann::json parse_region_file(const fs::path& folder, const std::string& name, Place& place) {
  std::error_code error;
  const fs::path file = folder / (name + ".json");
  if (is_region_name(name) && fs::exists(file, error)) {
    return parse_json_file(file, place);
  }
  place.fault(
      fmt::format("there is no such region; there are: {}", fmt::join(regions_in(folder), ", ")));
  return nlohmann::json::value_t::discarded;
}

}  // namespace

Region read_region_files(const fs::path& directory, const std::string& name,
                         std::vector<CatalogueError>& faults) {
  const fs::path folder = directory / "regions";
  const fs::path list = list_file(folder, kParameterList);
  Place list_place(list.string(), faults);
  const auto parameters = parse_json_file(list, list_place);
  Region region;
  if (!parameters.is_discarded()) region.parameters = read_parameters(parameters, list_place);
  Place place((folder / (name + ".json")).string(), faults);
  const auto value = parse_region_file(folder, name, place);
  if (value.is_discarded()) return region;
  return read_region(value, std::move(region.parameters), place);
}

std::shared_ptr<const Divisions> read_division_file(const fs::path& directory,
                                                    std::vector<CatalogueError>& faults) {
  const fs::path file = list_file(directory / "regions", kDivisionList);
  Place place(file.string(), faults);
  const auto value = parse_json_file(file, place, kMostDivisionBytes);
  if (value.is_discarded()) return std::make_shared<const Divisions>(std::vector<DivisionRow>());
  return read_divisions(value, place);
}

Expected<Region, std::vector<CatalogueError>> load_region(const fs::path& directory,
                                                          const std::string& name) {
  std::vector<CatalogueError> faults;
  Region region = read_region_files(directory, name, faults);
  if (!faults.empty()) return unexpected(std::move(faults));
  return region;
}

}  // namespace linli::catalogue
