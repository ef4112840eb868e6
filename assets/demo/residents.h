#pragma once
#include <string>
#include <vector>

#include "assets/demo/household.h"
#include "kiosk/catalogue/region.h"

namespace linli::demo {

/// residents.json and cards.json with the people written by hand first, then the households.
std::string residents_text(const nlohmann::ordered_json& by_hand,
                           const std::vector<Household>& households,
                           const catalogue::Region& region);
std::string cards_text(const nlohmann::ordered_json& by_hand,
                       const std::vector<Household>& households);

}  // namespace linli::demo
