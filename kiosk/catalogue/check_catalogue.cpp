#include "kiosk/catalogue/check_catalogue.h"

#include <algorithm>
#include <map>

#include "kiosk/base/clock.h"
#include "kiosk/catalogue/check_reach.h"
#include "kiosk/catalogue/json_file.h"
#include "kiosk/catalogue/readers.h"
#include "kiosk/catalogue/schema_check.h"
#include "kiosk/domain/receipt.h"

namespace linli::catalogue {
namespace {

namespace fs = std::filesystem;

struct Checked {
  Service service;
  Place place;
};

/// What is wrong only beside the other files.
void check_together(const std::vector<Checked>& all, const fs::path& shipped) {
  std::map<std::string, std::string> prefixes{
      {"PJ", "rating"},
      {"SQ", "others"},
      {std::string(domain::kSupplementPrefix), "supplements"},
      {std::string(domain::kSignaturePrefix), "signatures"}};
  for (const Checked& one : all) {
    const auto [found, is_new] = prefixes.emplace(one.service.receipt_prefix, one.service.id);
    if (!is_new) {
      one.place.at("receipt_prefix").fault("is that of " + found->second + "; take another");
    }
    for (std::size_t i = 0; i < one.service.follow_ups.size(); ++i) {
      const std::string& id = one.service.follow_ups[i];
      std::error_code error;
      const bool there =
          fs::exists(shipped / (id + ".json"), error) ||
          std::ranges::any_of(all, [&](const Checked& other) { return other.service.id == id; });
      if (!there) one.place.at("follow_ups").at(i).fault("is no service; correct or remove it");
    }
  }
}

struct Surroundings {
  Region region;
  domain::WorkingCalendar calendar;
  domain::Day today;
  const CheckMore& check_more;
};

void check_file(const fs::path& file, const SchemaCheck& schema, const Surroundings& around,
                std::vector<Checked>& all, std::vector<CatalogueError>& faults) {
  Place place(file.string(), faults);
  const nlohmann::json value = parse_json_file(file, place);
  if (value.is_discarded()) return;
  const std::size_t before = faults.size();
  Service service = read_service(value, around.region, around.calendar, place);
  if (service.id != file.stem().string()) {
    place.at("id").fault("must be the name of its file, so that no id is used twice");
  }
  // What reading finds is said in plainer words.
  if (faults.size() == before) schema.check(value, place);
  if (faults.size() == before) check_reach(service, around.region, around.today, place);
  if (faults.size() == before && around.check_more) {
    around.check_more(service, around.region, around.today, value, place);
  }
  all.push_back({std::move(service), place});
}

fs::path schema_of(const fs::path& assets) {
  return assets / "catalogue" / "schema" / "service.json";
}

}  // namespace

bool fits_schema(const fs::path& file, const fs::path& assets) {
  std::vector<CatalogueError> faults;
  const SchemaCheck schema(schema_of(assets), faults);
  Place place(file.string(), faults);
  const nlohmann::json value = parse_json_file(file, place);
  if (!value.is_discarded()) schema.check(value, place);
  return faults.empty();
}

CatalogueCheck check_catalogue(const fs::path& folder, const fs::path& assets,
                               const std::string& region, const CheckMore& check_more) {
  CatalogueCheck check;
  Surroundings around{{}, {}, {}, check_more};
  around.region = read_region_files(assets, region, check.faults);
  around.region.divisions = read_division_file(assets, check.faults);
  read_calendar_files(assets / "calendar", around.calendar, check.faults);
  around.today = base::hall_time(base::SystemClock().now()).date;
  const SchemaCheck schema(schema_of(assets), check.faults);
  const auto files = json_files_in(folder);
  if (!files) {
    check.faults.push_back({folder.string(), "can't be read: " + files.error().message()});
    return check;
  }
  std::vector<Checked> all;
  for (const fs::path& file : *files) {
    check_file(file, schema, around, all, check.faults);
  }
  check.files = static_cast<int>(files->size());
  if (files->empty()) check.faults.push_back({folder.string(), "has no service files (*.json)"});
  check_together(all, assets / "catalogue");
  return check;
}

}  // namespace linli::catalogue
