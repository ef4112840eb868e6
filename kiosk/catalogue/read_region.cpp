#include <algorithm>

#include "kiosk/catalogue/object_reader.h"
#include "kiosk/catalogue/readers.h"

namespace linli::catalogue {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostHotlines = 6;
constexpr int kMostDays = 365;

/// What a region says, each of which must have its source.
constexpr const char* kSourced[] = {"division",       "hall",     "street",
                                    "authority",      "hotlines", "decision_working_days",
                                    "home_visit_days"};

Region::Hotline read_hotline(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  Region::Hotline hotline{object.line("number"), object.text("label")};
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (hotline.number.size() > 12 || !std::ranges::all_of(hotline.number, digit)) {
    place.at("number").fault("must be at most 12 digits");
  }
  object.refuse_unknown();
  return hotline;
}

void check_sources(ObjectReader& region) {
  const Json* value = region.object("sources");
  if (value == nullptr) return;
  ObjectReader sources(*value, region.place().at("sources"));
  for (const char* member : kSourced) sources.line(member);
  sources.refuse_unknown();
}

}  // namespace

Region read_region(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  Region region;
  region.division = object.line("division");
  region.hall = object.text("hall");
  region.street = object.text("street");
  region.authority = object.text("authority");
  object.list("hotlines", 1, kMostHotlines, [&](const Json& item, const Place& item_place) {
    region.hotlines.push_back(read_hotline(item, item_place));
  });
  region.decision_working_days = object.whole_number("decision_working_days", 0, kMostDays);
  region.home_visit_days = object.whole_number("home_visit_days", 0, kMostDays);
  region.invented = object.flag("invented", false);
  check_sources(object);
  object.refuse_unknown();
  return region;
}

}  // namespace linli::catalogue
