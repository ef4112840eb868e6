#include <fmt/format.h>

#include <algorithm>

#include "kiosk/catalogue/json_file.h"
#include "kiosk/catalogue/readers.h"
#include "kiosk/catalogue/service.h"

namespace linli::catalogue {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t kMostServices = 40;
constexpr std::size_t kMostYears = 30;

/// In the order of their names.
std::vector<fs::path> json_files(const fs::path& folder, std::size_t most, const Place& place) {
  auto files = json_files_in(folder);
  if (!files) {
    place.fault("can't be read: " + files.error().message());
    return {};
  }
  if (files->empty()) place.fault("is empty; put NAME.json files there");
  if (files->size() > most) place.fault(fmt::format("has more than {} files; remove some", most));
  return *std::move(files);
}

void load_services(const fs::path& folder, Catalogue& catalogue,
                   std::vector<CatalogueError>& faults) {
  for (const fs::path& file : json_files(folder, kMostServices, Place(folder.string(), faults))) {
    const Place place(file.string(), faults);
    const Json value = parse_json_file(file, place);
    if (value.is_discarded()) continue;
    Service service = read_service(value, catalogue.region.parameters, place);
    if (service.id != file.stem().string()) {
      place.at("id").fault("must be the name of its file, so that no id is used twice");
    }
    catalogue.services.push_back(std::move(service));
  }
}

void load_calendar(const fs::path& folder, Catalogue& catalogue,
                   std::vector<CatalogueError>& faults) {
  for (const fs::path& file : json_files(folder, kMostYears, Place(folder.string(), faults))) {
    const Place place(file.string(), faults);
    const Json value = parse_json_file(file, place);
    if (!value.is_discarded()) read_calendar(value, place, catalogue.calendar);
  }
}

}  // namespace

const Service* Catalogue::find(const std::string& id) const {
  const auto found = std::ranges::find(services, id, &Service::id);
  return found == services.end() ? nullptr : &*found;
}

Expected<Catalogue, std::vector<CatalogueError>> load_catalogue(const fs::path& directory,
                                                                const std::string& region) {
  Catalogue catalogue;
  std::vector<CatalogueError> faults;
  catalogue.region = read_region_files(directory, region, faults);
  load_services(directory / "catalogue", catalogue, faults);
  load_calendar(directory / "calendar", catalogue, faults);
  if (!faults.empty()) return unexpected(std::move(faults));
  return catalogue;
}

}  // namespace linli::catalogue
