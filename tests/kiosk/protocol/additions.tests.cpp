#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "kiosk/protocol/messages.h"
#include "kiosk/protocol/submission.h"
#include "tests/kiosk/protocol/examples.h"

using namespace linli;
using namespace linli::protocol;
using nlohmann::json;

namespace {

domain::Authorisations household() {
  const auto child = *domain::IdentityNumber::parse("990101201506100028");
  return {{"", examples::number(), {}, {}, false, {{{0.25F, 0.5F}, {0.75F, 0.5F}}}},
          {"李小红", child, domain::Relation::child, examples::number(), true}};
}

domain::Application application() {
  domain::Application application{.service = "subsistence_allowance",
                                  .applicant = {.name = "王淑芳", .number = examples::number()}};
  application.answers = {{"signatures", household()}};
  return application;
}

}  // namespace

TEST_CASE("a draft keeps who has signed, how, and who comes later") {
  const domain::Answers answers{{"signatures", household()}};
  const auto read = answers_from_json(to_json(answers));
  REQUIRE(read.has_value());
  CHECK(to_json(*read) == to_json(answers));
  const auto people = std::get<domain::Authorisations>(read->at("signatures"));
  CHECK(people[0].signature[0].size() == 2);
  CHECK_FALSE(people[0].relation);
  CHECK(people[1].guardian == examples::number());
  CHECK(people[1].later);
}

TEST_CASE("an application says who has signed, and their signatures are not in it") {
  const auto content = json::parse(application_content(application()));
  const auto& people = content.at("answers").at("signatures").at("people");
  CHECK(people[0].at("signed") == true);
  CHECK_FALSE(people[0].contains("strokes"));
  CHECK(people[1].at("signed") == false);
  CHECK(people[1].at("guardian") == examples::number().text());
  CHECK(people[1].at("relation") == "child");
}

TEST_CASE("what is added to an application names it; an application names none") {
  auto added = application();
  CHECK_FALSE(adds_to_in(application_content(added)));
  added.adds_to = {base::make_uuid_v7(examples::time()), "DB-0417-2611-0038",
                   domain::Addition::supplement};
  CHECK(adds_to_in(application_content(added)) == added.adds_to);
}

TEST_CASE("a reference that makes no sense is none") {
  auto added = application();
  added.adds_to = {base::make_uuid_v7(examples::time()), "DB-0417-2611-0038",
                   domain::Addition::authorisation};
  const auto content = json::parse(application_content(added));
  for (const char* member : {"item", "receipt_number", "what"}) {
    auto spoilt = content;
    spoilt["adds_to"][member] = "x";
    CHECK_FALSE(adds_to_in(spoilt.dump()));
    spoilt["adds_to"].erase(member);
    CHECK_FALSE(adds_to_in(spoilt.dump()));
  }
  CHECK_FALSE(adds_to_in("{\"adds_to\": 3}"));
}

TEST_CASE("what a supplement is asked for survives the way") {
  const domain::Supplement supplement{{{"bank_card", "卡号少一位"}, {"phone", ""}},
                                      std::chrono::year{2026} / 12 / 10};
  CHECK(supplement_from_json(to_json(supplement)) == supplement);
  domain::StageReport report{"DB-0417-2611-0038",
                             "subsistence_allowance",
                             examples::time(),
                             domain::Stage::supplement_needed,
                             "",
                             {}};
  report.supplement = supplement;
  report.signatures_missing = 2;
  const auto read = stage_report_from_json(to_json(report));
  REQUIRE(read);
  CHECK(read->supplement == supplement);
  CHECK(read->signatures_missing == 2);
}

TEST_CASE("a supplement with a day that is none, or a field without a name, is no message") {
  CHECK_FALSE(supplement_from_json(R"({"missing": [], "until": "2026-02-30"})"));
  CHECK_FALSE(supplement_from_json(R"({"missing": [{"reason": "why"}]})"));
  CHECK_FALSE(supplement_from_json(R"({"until": "2026-12-10"})"));
}
