#include "assets/demo/residents.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "assets/demo/benefits.h"

namespace linli::demo {
namespace {

using Record = nlohmann::ordered_json;

/// For whoever looks for somebody to try: 农村，5口之家，重度残疾.
std::string situation_of(const Household& household, const Resident& resident) {
  std::string text = household.rural ? "农村" : "城市";
  text += fmt::format("，{}口之家，{}岁", household.members.size(), resident.age());
  if (resident.disability == Disability::some) text += "，残疾";
  if (resident.disability == Disability::severe) text += "，重度残疾";
  if (resident.parents == Parents::dead) text += "，孤儿";
  if (resident.parents == Parents::unable) text += "，事实无人抚养";
  return text;
}

std::string day(std::chrono::year_month_day date) {
  return fmt::format("{:04}{:02}{:02}", int{date.year()}, unsigned{date.month()},
                     unsigned{date.day()});
}

/// Five years below 16, ten below 26, twenty below 46, then without end (居民身份证法 5).
int years_valid(int age_when_issued) {
  if (age_when_issued < 16) return 5;
  if (age_when_issued < 26) return 10;
  return age_when_issued < 46 ? 20 : 0;
}

Record card_of(const Household& household, const Resident& resident, int index) {
  const int age = resident.age();
  const bool expired = index % 17 == 8 && age > 25;
  const int years_ago = std::min(age, expired ? 21 : 1 + index % 4);
  const int years = expired ? 20 : years_valid(age - years_ago);
  const auto issued = std::max(resident.birth, kToday - std::chrono::years(years_ago));
  return {{"name", resident.name},
          {"sex", resident.sex == domain::Sex::male ? "1" : "2"},
          {"ethnicity", resident.ethnicity},
          {"birth_date", day(resident.birth)},
          {"address", household.address},
          {"number", resident.number},
          {"issuer", household.issuer},
          {"valid_from", day(issued)},
          {"valid_to", years == 0 ? "长期" : day(issued + std::chrono::years(years))}};
}

/// `list` is written a line each, what stands above it as it is.
std::string with_lines(const Record& head, const char* member,
                       const std::vector<std::string>& lines, const char* open, const char* close) {
  std::string text = "{\n";
  for (const auto& [key, value] : head.items()) {
    if (key != member) text += fmt::format("  \"{}\": {},\n", key, value.dump());
  }
  return text + fmt::format("  \"{}\": {}\n    {}\n  {}\n}}\n", member, open,
                            fmt::join(lines, ",\n    "), close);
}

}  // namespace

std::string residents_text(const Record& by_hand, const std::vector<Household>& households,
                           const catalogue::Region& region) {
  std::vector<std::string> lines;
  for (const auto& resident : by_hand.at("residents")) lines.push_back(resident.dump());
  BenefitInventor benefits(region);
  for (const Household& household : households) {
    for (const Resident& resident : household.members) {
      Record record{{"number", resident.number},
                    {"name", resident.name},
                    {"situation", situation_of(household, resident)},
                    {"benefits", benefits.benefits_of(household, resident)}};
      if (resident.disability != Disability::none) {
        record["disability_grade"] = resident.disability == Disability::severe ? 2 : 3;
      }
      lines.push_back(record.dump());
    }
  }
  return with_lines(by_hand, "residents", lines, "[", "]");
}

std::string cards_text(const Record& by_hand, const std::vector<Household>& households) {
  std::vector<std::string> lines;
  for (const auto& [name, card] : by_hand.at("cards").items()) {
    lines.push_back(fmt::format("\"{}\": {}", name, card.dump()));
  }
  int index = 0;
  for (const Household& household : households) {
    for (const Resident& resident : household.members) {
      ++index;
      lines.push_back(
          fmt::format("\"resident-{:03}\": {}", index, card_of(household, resident, index).dump()));
    }
  }
  return with_lines(by_hand, "cards", lines, "{", "}");
}

}  // namespace linli::demo
