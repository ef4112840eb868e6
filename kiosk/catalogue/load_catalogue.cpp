#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/base/file.h"
#include "kiosk/catalogue/readers.h"
#include "kiosk/catalogue/service.h"

namespace linli::catalogue {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t kMostFileBytes = 256 * 1024;
constexpr std::size_t kMostServices = 40;
constexpr std::size_t kMostYears = 30;

/// JSON parsers keep the last of two equal names in silence; here it is a fault.
class DuplicateNames {
 public:
  explicit DuplicateNames(const Place& place) : place_(place) {}
  bool operator()(int depth, Json::parse_event_t event, const Json& value) {
    const auto level = static_cast<std::size_t>(depth);
    if (event == Json::parse_event_t::object_start) {
      names_.resize(std::max(names_.size(), level + 2));
      names_[level + 1].clear();
    } else if (event == Json::parse_event_t::key) {
      const auto name = value.get<std::string>();
      if (!names_[level].insert(name).second) {
        place_.fault("has the name \"" + name + "\" twice in one object; remove one");
      }
    }
    return true;
  }

 private:
  const Place& place_;
  std::vector<std::set<std::string>> names_;
};

/// Discarded, with the fault noted, if the file is no JSON or too large.
Json parse_file(const fs::path& path, const Place& place) {
  const auto content = base::read_file(path, kMostFileBytes);
  if (!content) {
    place.fault("can't be read: " + content.error().message());
    return Json::value_t::discarded;
  }
  try {
    return Json::parse(*content, DuplicateNames(place));
  } catch (const Json::exception& error) {
    place.fault(std::string("is no JSON: ") + error.what());
    return Json::value_t::discarded;
  }
}

/// In the order of their names.
std::vector<fs::path> json_files(const fs::path& folder, std::size_t most, const Place& place) {
  std::vector<fs::path> files;
  std::error_code error;
  for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::end(entry);
       entry.increment(error)) {
    if (entry->path().extension() == ".json") files.push_back(entry->path());
  }
  if (error) place.fault("can't be read: " + error.message());
  if (!error && files.empty()) place.fault("is empty; put NAME.json files there");
  if (files.size() > most) place.fault(fmt::format("has more than {} files; remove some", most));
  std::ranges::sort(files);
  return files;
}

bool is_region_name(const std::string& name) {
  return !name.empty() && name.size() <= 40 &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string::npos;
}

void load_services(const fs::path& folder, Catalogue& catalogue,
                   std::vector<CatalogueError>& faults) {
  for (const fs::path& file : json_files(folder, kMostServices, Place(folder.string(), faults))) {
    const Place place(file.string(), faults);
    const Json value = parse_file(file, place);
    if (value.is_discarded()) continue;
    Service service = read_service(value, place);
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
    const Json value = parse_file(file, place);
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
  load_services(directory / "catalogue", catalogue, faults);
  load_calendar(directory / "calendar", catalogue, faults);
  if (is_region_name(region)) {
    const fs::path file = directory / "regions" / (region + ".json");
    const Place place(file.string(), faults);
    const Json value = parse_file(file, place);
    if (!value.is_discarded()) catalogue.region = read_region(value, place);
  } else {
    faults.push_back({(directory / "regions").string(),
                      "the name of the region must be lower-case letters, digits, _ and -"});
  }
  if (!faults.empty()) return unexpected(std::move(faults));
  return catalogue;
}

}  // namespace linli::catalogue
