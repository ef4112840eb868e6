#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "kiosk/catalogue/json_file.h"
#include "kiosk/catalogue/readers.h"
#include "kiosk/catalogue/service.h"

namespace linli::catalogue {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t kMostServices = 100;
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

/// One with a fault is left out: the others work without it.
void load_service(const fs::path& file, Catalogue& catalogue) {
  std::vector<CatalogueError> faults;
  Place place(file.string(), faults);
  const Json value = parse_json_file(file, place);
  if (!value.is_discarded()) {
    Service service = read_service(value, catalogue.region, catalogue.calendar, place);
    if (service.id != file.stem().string()) {
      place.at("id").fault("must be the name of its file, so that no id is used twice");
    }
    if (faults.empty() && service.enabled) catalogue.services.push_back(std::move(service));
  }
  std::ranges::move(faults, std::back_inserter(catalogue.service_faults));
}

void load_services(const fs::path& folder, Catalogue& catalogue,
                   std::vector<CatalogueError>& faults) {
  for (const fs::path& file : json_files(folder, kMostServices, Place(folder.string(), faults))) {
    load_service(file, catalogue);
  }
  std::ranges::stable_sort(catalogue.services, {}, &Service::place);
  if (catalogue.services.empty())
    std::ranges::copy(catalogue.service_faults, std::back_inserter(faults));
}

}  // namespace

void read_calendar_files(const fs::path& folder, domain::WorkingCalendar& calendar,
                         std::vector<CatalogueError>& faults) {
  for (const fs::path& file : json_files(folder, kMostYears, Place(folder.string(), faults))) {
    Place place(file.string(), faults);
    const Json value = parse_json_file(file, place);
    if (!value.is_discarded()) read_calendar(value, place, calendar);
  }
}

const Service* Catalogue::find(const std::string& id) const {
  const auto found = std::ranges::find(services, id, &Service::id);
  return found == services.end() ? nullptr : &*found;
}

Expected<Catalogue, std::vector<CatalogueError>> load_catalogue(const fs::path& directory,
                                                                const std::string& region) {
  Catalogue catalogue;
  std::vector<CatalogueError> faults;
  catalogue.region = read_region_files(directory, region, faults);
  // A slip in a hall's own list of places leaves every other question as it is.
  catalogue.region.divisions = read_division_file(directory, catalogue.service_faults);
  read_calendar_files(directory / "calendar", catalogue.calendar, faults);
  load_services(directory / "catalogue", catalogue, faults);
  if (!faults.empty()) return unexpected(std::move(faults));
  return catalogue;
}

}  // namespace linli::catalogue
