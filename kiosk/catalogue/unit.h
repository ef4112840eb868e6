#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "kiosk/catalogue/region.h"

/// How amounts of each unit stand in files. Private to this directory.
namespace linli::catalogue {

enum class Notation {
  yuan,          // "624.00"
  whole_number,  // 20
  clock,         // "08:30"
};

struct UnitRow {
  Unit unit;
  std::string_view name;   // in parameters.json
  std::string_view words;  // for people, behind the amount
  Notation notation;
  std::int64_t least;
  std::int64_t most;
};

/// One row for each unit.
std::span<const UnitRow> units();
const UnitRow& row_of(Unit unit);

}  // namespace linli::catalogue
