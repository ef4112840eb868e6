#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "kiosk/catalogue/json_file.h"
#include "kiosk/catalogue/object_reader.h"
#include "kiosk/reference/place_name.h"
#include "kiosk/reference/spelling.h"

namespace linli::reference {
namespace {

using catalogue::ObjectReader;
using catalogue::Place;
using Json = nlohmann::json;

constexpr std::size_t kMostBytes = 64 * 1024 * 1024;
constexpr std::size_t kMostNames = 200'000;
constexpr std::size_t kMostFormerNames = 20;
constexpr std::size_t kMostFaults = 100;

struct StateName {
  std::string_view name;
  PlaceState state;
};
constexpr std::array kStates{StateName{"in_use", PlaceState::in_use},
                             StateName{"historic", PlaceState::historic}};

/// Nothing for "unknown".
std::string known_line(ObjectReader& object, const std::string& member) {
  std::string line = object.line(member);
  return line == "unknown" ? std::string() : line;
}

std::string read_pinyin(ObjectReader& object, const std::string& name) {
  std::string pinyin = known_line(object, "pinyin");
  if (!pinyin.empty() && !syllables_of(name, pinyin)) {
    object.place().at("pinyin").fault(
        "must have one syllable for each character of the name, as \"Jǐnxiù Lù\", or be "
        "\"unknown\"");
  }
  return pinyin;
}

FormerName read_former(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  FormerName former;
  former.name = object.line("name");
  former.pinyin = read_pinyin(object, former.name);
  former.years = known_line(object, "years");
  object.refuse_unknown();
  return former;
}

PlaceName read_place_name(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  PlaceName read;
  read.name = object.line("name");
  read.kind = object.line("kind");
  read.division = object.line("division");
  read.pinyin = read_pinyin(object, read.name);
  read.meaning = known_line(object, "meaning");
  read.origin = known_line(object, "origin");
  object.list("former", 0, kMostFormerNames, [&](const Json& item, const Place& item_place) {
    read.former.push_back(read_former(item, item_place));
  });
  const StateName* state = object.row("state", kStates);
  if (state != nullptr) read.state = state->state;
  object.refuse_unknown();
  return read;
}

PlaceNameList read_list(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  PlaceNameList list;
  object.flag("invented", false);
  list.source = object.line("source");
  std::set<std::pair<std::string, std::string>> known;
  object.list("names", 1, kMostNames, [&](const Json& item, const Place& item_place) {
    list.names.push_back(read_place_name(item, item_place));
    const PlaceName& last = list.names.back();
    if (!known.emplace(last.division, last.name).second) {
      item_place.fault("stands in the list twice for this division; remove one");
    }
  });
  object.refuse_unknown();
  return list;
}

}  // namespace

Expected<PlaceNameList, std::vector<catalogue::CatalogueError>> read_place_names(
    const std::filesystem::path& file) {
  std::vector<catalogue::CatalogueError> faults;
  Place place(file.string(), faults);
  const Json value = catalogue::parse_json_file(file, place, kMostBytes);
  PlaceNameList list;
  if (!value.is_discarded()) list = read_list(value, place);
  if (faults.empty()) return list;
  if (faults.size() > kMostFaults) faults.resize(kMostFaults);
  return unexpected(std::move(faults));
}

}  // namespace linli::reference
