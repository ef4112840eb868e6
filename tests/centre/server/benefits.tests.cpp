#include <catch2/catch_test_macros.hpp>

#include "kiosk/base/file.h"
#include "tests/centre/server/centre_fixture.h"

using namespace linli;
using namespace linli::centre::tests;

namespace {

nlohmann::json demo_residents() {
  auto seed = nlohmann::json::parse(base::read_file(LINLI_DEMO "/residents.json", 1 << 20).value());
  seed["command"] = "seed";
  return seed;
}

std::string query(const std::string& number, const std::string& name) {
  return nlohmann::json{
      {"number", number}, {"name", name}, {"consent_at", "2026-11-22T09:40:00.000+08:00"}}
      .dump();
}

}  // namespace

TEST_CASE("a resident's benefits are answered as they were seeded, as of now") {
  CentreFixture hall;
  REQUIRE(hall.administer(demo_residents()).at("residents") == 7);
  const auto terminal = hall.enrolled();
  const auto answer =
      terminal.curl().post("/v1/benefit-queries", query("990101194612280023", "王淑芳"));
  REQUIRE(answer.status == 200);
  const auto status = protocol::benefit_status_from_json(answer.body);
  REQUIRE(status);
  REQUIRE(status->benefits.size() == 2);
  CHECK(status->benefits[0].kind == domain::BenefitKind::urban_subsistence_allowance);
  CHECK(status->benefits[0].monthly_amount.fen == 62'400);
  CHECK(status->benefits[0].standard == domain::Money{62'400});
  CHECK(status->benefits[1].state == domain::BenefitState::review_due);
  CHECK(status->as_of == hall.clock().now());
}

TEST_CASE("who receives nothing is answered with an empty list") {
  CentreFixture hall;
  hall.administer(demo_residents());
  const auto terminal = hall.enrolled();
  const auto answer =
      terminal.curl().post("/v1/benefit-queries", query("990101197203150010", "李建国"));
  CHECK(answer.status == 200);
  CHECK(answer.json().at("benefits").empty());
}

TEST_CASE("an unknown person, or a number under another name, is answered alike") {
  CentreFixture hall;
  hall.administer(demo_residents());
  const auto terminal = hall.enrolled();
  const auto unknown =
      terminal.curl().post("/v1/benefit-queries", query("11010519491231002X", "王淑芳"));
  const auto other_name =
      terminal.curl().post("/v1/benefit-queries", query("990101194612280023", "王淑"));
  CHECK(unknown.status == 404);
  CHECK(unknown.problem() == "unknown-person");
  CHECK(unknown.body == other_name.body);
}

TEST_CASE("the demo's residents cover every situation and carry the names of the demo's cards") {
  const auto seed = demo_residents();
  const auto cards =
      nlohmann::json::parse(base::read_file(LINLI_DEMO "/cards.json", 1 << 20).value()).at("cards");
  bool many = false;
  bool all_ended = false;
  for (const auto& resident : seed.at("residents")) {
    const auto number = domain::IdentityNumber::parse(resident.at("number").get<std::string>());
    CHECK(number);
    CHECK(resident.at("number").get<std::string>().starts_with("990101"));
    const auto& benefits = resident.at("benefits");
    many = many || benefits.size() >= 7;
    all_ended = all_ended || (!benefits.empty() &&
                              std::all_of(benefits.begin(), benefits.end(),
                                          [](const auto& b) { return b.at("state") == "ended"; }));
  }
  CHECK(many);
  CHECK(all_ended);
  for (const char* name : {"wang", "li", "rare", "expired", "longterm"}) {
    const auto& card = cards.at(name);
    const auto found =
        std::find_if(seed.at("residents").begin(), seed.at("residents").end(),
                     [&card](const auto& r) { return r.at("number") == card.at("number"); });
    REQUIRE(found != seed.at("residents").end());
    CHECK(found->at("name") == card.at("name"));
  }
}

TEST_CASE("a file with one resident that is not valid stores none") {
  CentreFixture hall;
  auto seed = demo_residents();
  seed["residents"][3]["benefits"][0]["kind"] = "lottery";
  const auto error = hall.administer(seed);
  CHECK(error == "resident 4 of the file is not valid; nothing was stored");
  const auto terminal = hall.enrolled();
  CHECK(terminal.curl().post("/v1/benefit-queries", query("990101194612280023", "王淑芳")).status ==
        404);
}
