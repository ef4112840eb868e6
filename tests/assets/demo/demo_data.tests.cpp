#include <catch2/catch_test_macros.hpp>
#include <set>

#include "assets/demo/place_names.h"
#include "assets/demo/residents.h"
#include "kiosk/base/utf8.h"
#include "kiosk/domain/payment_months.h"
#include "kiosk/protocol/messages.h"
#include "kiosk/reference/place_name.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {
namespace {

using Json = nlohmann::json;

Json parsed(const char* file) {
  return Json::parse(read_whole(std::filesystem::path(LINLI_ASSETS) / "demo" / file));
}

struct Demo {
  nlohmann::ordered_json places =
      demo::invent_place_names(parsed("words/places.json"), "阜新市海州区");
  std::vector<demo::Household> households =
      demo::invent_households(parsed("words/people.json"), places.at("names"));

  std::string residents() const {
    const auto region = catalogue::load_region(LINLI_ASSETS, "demo");
    REQUIRE(region);
    return demo::residents_text(parsed("residents.json"), households, *region);
  }
  std::string cards() const { return demo::cards_text(parsed("cards.json"), households); }
};

int characters(std::string_view text) {
  int count = 0;
  while (!text.empty()) {
    base::take_code_point(text);
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("the demo data is the same on every run") {
  const Demo once;
  const Demo again;
  CHECK(demo::place_names_text(once.places) == demo::place_names_text(again.places));
  CHECK(once.residents() == again.residents());
  CHECK(once.cards() == again.cards());
}

TEST_CASE("there are ten thousand place names, and a hall could import them") {
  const Demo demo;
  const TemporaryFolder folder;
  write_whole(folder / "names.json", demo::place_names_text(demo.places));
  const auto list = reference::read_place_names(folder / "names.json");
  REQUIRE(list);
  CHECK(list->names.size() == 10'000);
  std::set<std::string> kinds;
  std::size_t former = 0;
  std::size_t historic = 0;
  for (const auto& place : list->names) {
    kinds.insert(place.kind);
    former += place.former.size();
    historic += place.state == reference::PlaceState::historic ? 1 : 0;
  }
  CHECK(kinds.size() == 19);
  CHECK(former > 1'000);
  CHECK(historic > 100);
}

TEST_CASE("two hundred residents have valid numbers of their own in the unassigned division") {
  const Demo demo;
  std::set<std::string> numbers;
  const Json written = parsed("cards.json").at("cards");
  for (const auto& [name, card] : written.items()) {
    numbers.insert(card.at("number"));
  }
  const auto by_hand = numbers.size();
  for (const auto& household : demo.households) {
    for (const auto& resident : household.members) {
      const auto number = domain::IdentityNumber::parse(resident.number);
      REQUIRE(number);
      CHECK(number->text().starts_with("990101"));
      CHECK(number->birth_date() == resident.birth);
      CHECK(number->sex() == resident.sex);
      numbers.insert(resident.number);
    }
  }
  CHECK(numbers.size() == by_hand + 200);
}

TEST_CASE("residents are in all situations") {
  std::set<std::size_t> sizes;
  std::set<bool> rural;
  bool longest = false;
  bool shortest = false;
  bool with_point = false;
  bool orphan = false;
  bool centenarian = false;
  bool other_province = false;
  for (const auto& household : Demo().households) {
    sizes.insert(household.members.size());
    rural.insert(household.rural);
    other_province = other_province || !household.address.starts_with("辽宁省");
    for (const auto& resident : household.members) {
      longest = longest || characters(resident.name) == 15;
      shortest = shortest || characters(resident.name) == 2;
      with_point = with_point || resident.name.find("·") != std::string::npos;
      orphan = orphan || resident.parents == demo::Parents::dead;
      centenarian = centenarian || resident.age() >= 100;
    }
  }
  CHECK(sizes == std::set<std::size_t>{1, 2, 3, 4, 5, 6, 7});
  CHECK(rural.size() == 2);
  CHECK((longest && shortest && with_point && orphan && centenarian && other_province));
}

TEST_CASE("every kind of benefit is there in every state, with six months of payments") {
  std::set<std::pair<std::string, std::string>> seen;
  std::set<std::string> kinds;
  const Json all = Json::parse(Demo().residents());
  for (const auto& resident : all.at("residents")) {
    for (const auto& benefit : resident.at("benefits")) {
      kinds.insert(benefit.at("kind"));
      seen.emplace(benefit.at("kind"), benefit.at("state"));
      const bool monthly = benefit.at("monthly_fen") > 0 && resident.contains("situation");
      if (monthly) CHECK(benefit.at("payments").size() >= 5);
    }
  }
  CHECK(kinds.size() == 11);
  CHECK(seen.size() == 44);
}

TEST_CASE("a benefit with a monthly amount has the standard of the region beside it") {
  const Json all = Json::parse(Demo().residents());
  for (const auto& resident : all.at("residents")) {
    for (const auto& benefit : resident.at("benefits")) {
      const auto kind = benefit.at("kind").get<std::string>();
      REQUIRE(benefit.contains("standard_fen") == (benefit.at("monthly_fen") > 0));
      if (kind == "urban_subsistence_allowance") CHECK(benefit.at("standard_fen") == 62'400);
      if (kind == "rural_subsistence_allowance") CHECK(benefit.at("standard_fen") == 41'666);
    }
  }
}

TEST_CASE("payments are even, raised, missing and late, and people have things to do") {
  std::set<domain::PaymentNote> notes;
  std::set<domain::DutyKind> duties;
  std::set<int> grades;
  const Json all = Json::parse(Demo().residents());
  for (const auto& resident : all.at("residents")) {
    Json answer{{"source", "区民政局"}, {"as_of", "2026-11-22T09:00:00+08:00"}};
    answer["benefits"] = resident.at("benefits");
    if (resident.contains("disability_grade")) {
      answer["disability_grade"] = resident.at("disability_grade");
    }
    const auto status = protocol::benefit_status_from_json(answer.dump());
    REQUIRE(status);
    if (status->disability_grade) grades.insert(*status->disability_grade);
    for (const auto& benefit : status->benefits) {
      for (const auto& duty : benefit.duties) duties.insert(duty.kind);
      for (const auto& month : domain::payment_months(benefit, demo::kToday)) {
        notes.insert(month.note);
      }
    }
  }
  CHECK(notes.size() == 4);
  CHECK(duties.size() >= 4);
  CHECK(grades == std::set<int>{1, 2, 3});
}

TEST_CASE("the people written by hand come first and stay as they are") {
  const Demo demo;
  const auto residents = Json::parse(demo.residents()).at("residents");
  const auto by_hand = parsed("residents.json").at("residents");
  for (std::size_t i = 0; i < by_hand.size(); ++i) CHECK(residents.at(i) == by_hand.at(i));
  const auto cards = Json::parse(demo.cards()).at("cards");
  const Json written = parsed("cards.json").at("cards");
  for (const auto& [name, card] : written.items()) CHECK(cards.at(name) == card);
  CHECK(cards.size() == written.size() + 200);
}

}  // namespace linli::tests
