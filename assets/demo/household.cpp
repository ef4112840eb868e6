#include "assets/demo/household.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace linli::demo {
namespace {

using Json = nlohmann::json;
using std::chrono::year_month_day;

constexpr std::uint64_t kSeed = 990'101;
constexpr std::size_t kResidents = 200;
constexpr std::string_view kDivisionCode = "990101";  // GB/T 2260: assigned to no place
constexpr int kFirstSerial = 300;                     // above those of the people written by hand
constexpr std::array kSizes{1, 2, 3, 1, 4, 2, 5, 1, 3, 6, 2, 7, 1, 4, 3};
constexpr std::array kMeans{Means::subsistence,     Means::enough,      Means::low_income,
                            Means::extreme_poverty, Means::subsistence, Means::sudden_hardship,
                            Means::enough};

/// Who lives together.
struct Part {
  int least_age;
  int most_age;
  bool child;  // has the name of the household's first member
};
constexpr Part kGrandparent{72, 97, false};
constexpr Part kParent{31, 55, false};
constexpr Part kChild{1, 17, true};
constexpr Part kElder{62, 94, false};
constexpr Part kOrphan{6, 17, true};
constexpr int kCentenarian = 101;  // one of the elders

std::vector<Part> parts_of(int size, int index) {
  if (size == 1) return {index % 3 == 0 ? kOrphan : index % 3 == 1 ? kElder : kParent};
  if (size == 2) return index % 2 == 0 ? std::vector{kElder, kElder} : std::vector{kParent, kChild};
  std::vector<Part> parts{kParent, kParent};
  const int grandparents = size >= 5 ? (size >= 6 ? 2 : 1) : 0;
  parts.insert(parts.end(), static_cast<std::size_t>(grandparents), kGrandparent);
  parts.insert(parts.end(), static_cast<std::size_t>(size - 2 - grandparents), kChild);
  return parts;
}

class Inventor {
 public:
  Inventor(const Json& words, const nlohmann::ordered_json& places)
      : words_(words), places_(places) {}

  std::vector<Household> all() {
    std::vector<Household> households;
    for (int index = 0; made_ < kResidents; ++index) households.push_back(household(index));
    return households;
  }

 private:
  Household household(int index) {
    const auto at = static_cast<std::size_t>(index);
    const int size = kSizes[at % kSizes.size()];
    Household household;
    household.rural = index % 5 < 2;
    household.means = kMeans[at % kMeans.size()];
    if (size == 1 && index % 3 == 1) household.means = Means::extreme_poverty;  // an elder alone
    if (household.means == Means::extreme_poverty && size > 1) {
      household.means = Means::subsistence;  // 特困 have nobody who supports them
    }
    live_somewhere(household, index);
    const bool with_point = index % 9 == 4;
    const Json& people = dice_.pick(words_.at("with_point"));
    const std::string surname = dice_.pick(words_.at("surnames"));
    const std::string ethnicity = dice_.pick(words_.at("ethnicities"));
    for (const Part& part : parts_of(size, index)) {
      if (made_ == kResidents) break;
      Resident one = resident(part, household);
      one.ethnicity = with_point ? people.at("ethnicity").get<std::string>() : ethnicity;
      one.name = with_point ? name_with_point(people)
                            : name(one, part.child || household.members.empty(), surname);
      if (made_ % 61 == 30) be_called_something_long(one);
      household.members.push_back(std::move(one));
      ++made_;
    }
    return household;
  }

  void live_somewhere(Household& household, int index) {
    if (index % 11 == 7) {  // from another province
      const Json& home = dice_.pick(words_.at("home_provinces"));
      household.address =
          fmt::format("{}{}号", home.at("address").get<std::string>(), dice_.between(1, 90));
      household.issuer = home.at("issuer");
      return;
    }
    const std::string wanted = household.rural ? "村" : "路";
    const nlohmann::ordered_json* place = nullptr;
    do {
      place = &dice_.pick(places_);
    } while (place->at("kind") != wanted);
    household.address = fmt::format("辽宁省{}{}{}号", place->at("division").get<std::string>(),
                                    place->at("name").get<std::string>(), dice_.between(1, 200));
    household.issuer = "阜新市公安局海州分局";
  }

  Resident resident(const Part& part, const Household& household) {
    Resident one;
    one.sex = dice_.one_in(2) ? domain::Sex::male : domain::Sex::female;
    one.birth = birth(part);
    one.number = number(one);
    if (made_ % 7 == 5) one.disability = made_ % 2 == 0 ? Disability::some : Disability::severe;
    const bool alone = part.child && household.members.empty();
    if (alone) one.parents = orphans_++ % 2 == 0 ? Parents::dead : Parents::unable;
    return one;
  }

  year_month_day birth(const Part& part) {
    int age = dice_.between(part.least_age, part.most_age);
    if (part.least_age == kElder.least_age && elders_++ == 0) age = kCentenarian;
    const std::chrono::month month(static_cast<unsigned>(dice_.between(1, 12)));
    const std::chrono::day day(static_cast<unsigned>(dice_.between(1, 28)));
    const year_month_day birthday = kToday.year() / month / day;
    return birthday - std::chrono::years(birthday > kToday ? age + 1 : age);
  }

  std::string number(const Resident& one) const {
    const int serial =
        kFirstSerial + static_cast<int>(made_) * 2 + (one.sex == domain::Sex::male ? 1 : 0);
    const std::string digits =
        fmt::format("{}{:04}{:02}{:02}{:03}", kDivisionCode, int(one.birth.year()),
                    unsigned(one.birth.month()), unsigned(one.birth.day()), serial);
    return digits + domain::identity_check_character(digits);
  }

  /// One or two characters after the family's name, of the fashion of the time.
  std::string name(const Resident& one, bool by_family, const std::string& family) {
    const Json& fashions = words_.at(one.sex == domain::Sex::male ? "men" : "women");
    const Json* parts = nullptr;
    for (const Json& fashion : fashions) {
      if (fashion.at("born_from") <= int(one.birth.year())) parts = &fashion.at("parts");
    }
    std::string name = by_family ? family : dice_.pick(words_.at("surnames")).get<std::string>();
    name += dice_.pick(*parts).get<std::string>();
    if (made_ % 23 == 11) return name + dice_.pick(words_.at("rare_parts")).get<std::string>();
    return dice_.one_in(4) ? name : name + dice_.pick(*parts).get<std::string>();
  }

  std::string name_with_point(const Json& people) {
    return dice_.pick(people.at("first")).get<std::string>() + "·" +
           dice_.pick(people.at("second")).get<std::string>();
  }

  void be_called_something_long(Resident& one) {
    const Json& longest = words_.at("longest")[longest_++ % words_.at("longest").size()];
    one.name = longest.at("name");
    one.ethnicity = longest.at("ethnicity");
  }

  const Json& words_;
  const nlohmann::ordered_json& places_;
  Dice dice_{kSeed};
  std::size_t made_ = 0;
  std::size_t longest_ = 0;
  int elders_ = 0;
  int orphans_ = 0;
};

}  // namespace

std::vector<Household> invent_households(const Json& words, const nlohmann::ordered_json& places) {
  return Inventor(words, places).all();
}

}  // namespace linli::demo
