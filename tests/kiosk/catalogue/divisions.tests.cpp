#include "kiosk/catalogue/divisions.h"

#include "kiosk/catalogue/check_answer.h"
#include "tests/kiosk/catalogue/spoilt_assets.h"

using namespace linli;
using namespace linli::catalogue;
using tests::has;

namespace {

const Divisions& shipped() {
  static const auto catalogue = load_catalogue(LINLI_ASSETS, "demo");
  return *catalogue->region.divisions;
}

/// A province, a city in it without counties, a town of the city, a village of the town.
const Divisions& invented() {
  static const Divisions tree({{"990000000000", {"演示省", "Demo"}},
                               {"990900000000", {"无县市", "Countyless"}},
                               {"990900101201", {"小村", "Little Village"}},
                               {"990900101000", {"大镇", "Big Town"}}});
  return tree;
}

Field place_field(DivisionLevel down_to) {
  Field field;
  field.kind = FieldKind::place;
  field.down_to = down_to;
  field.divisions = load_catalogue(LINLI_ASSETS, "demo")->region.divisions;
  return field;
}

std::optional<AnswerProblem> problem_of(const Field& field, const domain::Division& division) {
  const domain::Answer answer = division;
  return check_answer(field, &answer, {});
}

}  // namespace

TEST_CASE("a place lies in the nearest one whose digits it begins with") {
  const DivisionRow* village = invented().find("990900101201");
  REQUIRE(village != nullptr);
  CHECK(invented().above(*village) == invented().find("990900101000"));
  CHECK(invented().above(*invented().find("990900101000")) == invented().find("990900000000"));
  CHECK(invented().above(*invented().find("990000000000")) == nullptr);
  CHECK(invented().below(nullptr).size() == 1);
  CHECK(invented().below(invented().find("990900000000")).size() == 1);
  CHECK(invented().full_name(*village) == "演示省无县市大镇小村");
  CHECK(invented().full_name(*village, Language::english) ==
        "Little Village, Big Town, Countyless, Demo");
}

TEST_CASE("the level follows from the zeros at the end of the code") {
  CHECK(level_of("990000000000") == DivisionLevel::province);
  CHECK(level_of("990100000000") == DivisionLevel::city);
  CHECK(level_of("990101000000") == DivisionLevel::county);
  CHECK(level_of("990101001000") == DivisionLevel::street);
  CHECK(level_of("990101001001") == DivisionLevel::community);
}

TEST_CASE("all 34 provincial divisions are there, and the invented one is whole") {
  CHECK(shipped().below(nullptr).size() == 35);
  for (const char* code : {"110000000000", "210000000000", "710000000000", "820000000000"}) {
    CHECK(shipped().find(code) != nullptr);
  }
  const DivisionRow* community = shipped().find("990101001001");
  REQUIRE(community != nullptr);
  CHECK(shipped().full_name(*community) == "演示省演示市演示区锦绣街道锦绣社区");
}

TEST_CASE("a place is an answer once nothing that is asked for is left to choose") {
  const Field field = place_field(DivisionLevel::community);
  CHECK_FALSE(problem_of(field, {"210000000000", "辽宁省"}));  // nothing in it is known
  CHECK_FALSE(problem_of(field, {"990101001001", "演示省演示市演示区锦绣街道锦绣社区"}));
  CHECK(problem_of(field, {"990101000000", "演示省演示市演示区"}) ==
        AnswerProblem::place_incomplete);
  CHECK_FALSE(
      problem_of(place_field(DivisionLevel::county), {"990101000000", "演示省演示市演示区"}));
  CHECK_FALSE(problem_of(place_field(DivisionLevel::province), {"990000000000", "演示省"}));
  CHECK(check_answer(field, nullptr, {}) == AnswerProblem::missing);
}

TEST_CASE("a code that is not there, or has another name by now, is no answer") {
  const Field field = place_field(DivisionLevel::community);
  CHECK(problem_of(field, {"220100000000", "长春市"}) == AnswerProblem::not_one_of_the_options);
  CHECK(problem_of(field, {"210000000000", "奉天省"}) == AnswerProblem::not_one_of_the_options);
  CHECK(problem_of(field, {"", ""}) == AnswerProblem::not_one_of_the_options);
}

TEST_CASE("every fault of the list of places is named with its row") {
  tests::SpoiltAssets assets;
  const char* file = "regions/divisions.json";
  assets.replace("\"110000000000\"", "\"110000\"", file);
  assets.replace("\"120000000000\"", "\"130000000000\"", file);
  assets.replace("\"990102000000\"", "\"980102000000\"", file);
  assets.replace("\"北京市\"", "\"北京市\", \"name\": \"x\"", file);
  const auto faults = assets.faults();
  CHECK(has(faults, "#/divisions/0/code", "12 digits"));
  CHECK(has(faults, "#/divisions/0/name", "not known"));
  CHECK(has(faults, "#/divisions/2/code", "used twice"));
  CHECK(std::ranges::any_of(faults, [](const auto& fault) {
    return fault.what.find("in no province") != std::string::npos;
  }));
  CHECK(faults.size() == 4);
}

TEST_CASE("without the list of places only the services that ask for one are not offered") {
  tests::SpoiltAssets assets;
  std::filesystem::remove(assets.folder() / "regions/divisions.json");
  const auto loaded = load_catalogue(assets.folder().path(), "demo");
  REQUIRE(loaded);
  CHECK(loaded->find("temporary_relief") != nullptr);
  CHECK(loaded->find("whole_form") == nullptr);
  CHECK(has(loaded->service_faults, "/fields/0", "regions/divisions.json has none"));
}
