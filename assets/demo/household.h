#pragma once
#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "assets/demo/dice.h"
#include "kiosk/domain/identity_number.h"

/// Invented people, in the households they live in.
namespace linli::demo {

/// What the demo's figures and dates are of.
inline constexpr std::chrono::year_month_day kToday{std::chrono::year(2026), std::chrono::month(11),
                                                    std::chrono::day(22)};

enum class Means {
  enough,
  subsistence,      // 低保
  low_income,       // 低保边缘
  sudden_hardship,  // 临时救助
  extreme_poverty,  // 特困
};
enum class Disability { none, some, severe };
enum class Parents { there, dead, unable };  // of a child

struct Resident {
  std::string name;
  std::string number;
  std::string ethnicity;  // as on the card: 01
  domain::Sex sex{};
  std::chrono::year_month_day birth;
  Disability disability{};
  Parents parents{};

  int age() const { return domain::age_on(birth, kToday); }
};

struct Household {
  bool rural = false;
  Means means{};
  std::string address;
  std::string issuer;
  std::vector<Resident> members;
};

/// Households of one to seven, 200 people in all. `words`: words/people.json; `places`: names of
/// streets and villages with their divisions, as invent_place_names makes them.
std::vector<Household> invent_households(const nlohmann::json& words,
                                         const nlohmann::ordered_json& places);

}  // namespace linli::demo
