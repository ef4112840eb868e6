#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "assets/demo/dice.h"
#include "assets/demo/household.h"
#include "kiosk/catalogue/region.h"

namespace linli::demo {

/// What people get, as the demo region's figures say, in the form of the API. Each kind of benefit
/// goes through all states as more and more people get it.
class BenefitInventor {
 public:
  explicit BenefitInventor(const catalogue::Region& region) : region_(region) {}

  nlohmann::ordered_json benefits_of(const Household& household, const Resident& resident);

 private:
  struct Grant;
  std::int64_t fen(const char* parameter) const;
  void by_means(const Household& household, const Resident& resident);
  void by_person(const Household& household, const Resident& resident);
  void give(const Grant& grant);

  const catalogue::Region& region_;
  Dice dice_{58};
  std::map<std::string, int> given_;  // by kind
  nlohmann::ordered_json list_;
  std::string account_tail_;
};

}  // namespace linli::demo
