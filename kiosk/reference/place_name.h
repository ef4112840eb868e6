#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/expected.h"
#include "kiosk/catalogue/catalogue_error.h"

/// Standard place names (标准地名) as an office publishes them. No personal data.
namespace linli::reference {

enum class PlaceState { in_use, historic };  // 在用, 历史

struct FormerName {
  std::string name;
  std::string pinyin;  // empty: its characters' usual readings
  std::string years;   // 1953–1981年; empty: unknown
};

/// All texts are Chinese but the pinyin.
struct PlaceName {
  std::string name;      // 锦绣路
  std::string kind;      // 路
  std::string division;  // where it is: 阜新市海州区青石街道
  std::string pinyin;    // Jǐnxiù Lù; empty: its characters' usual readings
  std::string meaning;   // may be empty, like origin: unknown
  std::string origin;
  std::vector<FormerName> former;  // the oldest first
  PlaceState state = PlaceState::in_use;
};

/// A place that was searched for.
struct FoundPlace {
  PlaceName place;
  std::string by_former_name;  // the former name that fits; empty: the name itself
};

struct FoundPlaces {
  std::int64_t total = 0;          // of all pages
  std::vector<FoundPlace> places;  // of one page, the best first
};

struct PlaceNameList {
  std::string source;  // who says so, and as of when
  std::vector<PlaceName> names;
};

/// Reads a JSON file of at most 64 MiB and 200,000 names (docs/place-names.md describes it). Faults
/// are reported together, at most a hundred.
Expected<PlaceNameList, std::vector<catalogue::CatalogueError>> read_place_names(
    const std::filesystem::path& file);

}  // namespace linli::reference
