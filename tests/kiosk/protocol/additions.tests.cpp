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

/// As large as a form lets it become: the applicant and twenty members, each with the longest name
/// and a signature of as many points as the screen takes.
domain::Authorisations large_household() {
  constexpr std::size_t kMostPoints = 5000;
  const domain::Authorisation one{std::string(60, 'n'),
                                  examples::number(),
                                  domain::Relation::other,
                                  examples::number(),
                                  false,
                                  {domain::Stroke(kMostPoints, {0.9999F, 0.9999F})}};
  return domain::Authorisations(21, one);
}

}  // namespace

TEST_CASE("a draft holds the signatures of the largest household at their longest") {
  domain::Answers answers{{"signatures", large_household()}};
  for (int i = 0; i < 100; ++i) answers["words" + std::to_string(i)] = domain::Words{"字"};
  const auto read = answers_from_json(to_json(answers));
  REQUIRE(read.has_value());
  CHECK(to_json(*read) == to_json(answers));
}

TEST_CASE("a signature of countless dots keeps the first, and the draft can be read") {
  const domain::Answers answers{
      {"signature", domain::Signature(4000, domain::Stroke{{0.5F, 0.5F}})}};
  const auto read = answers_from_json(to_json(answers));
  REQUIRE(read.has_value());
  CHECK(std::get<domain::Signature>(read->at("signature")).size() == 500);
}

TEST_CASE("the largest household's application with long texts and every part fits a manifest") {
  constexpr std::size_t kEnvelope = 8192;  // what sealing adds
  auto large = application();
  const domain::HouseholdMember member{std::string(60, 'n'), examples::number(),
                                       domain::Relation::other, true};
  large.answers = {{"signatures", large_household()}, {"members", domain::Household(20, member)}};
  for (int i = 0; i < 30; ++i) {
    large.answers["words" + std::to_string(i)] = domain::Words{std::string(1500, 'w')};
  }
  auto manifest = examples::manifest();
  manifest.content = application_content(large);
  manifest.parts.clear();
  for (int number = 1; number <= kMaxParts; ++number) {
    manifest.parts.push_back({number, {}, kMaxPartBytes, "image/svg+xml", std::string(64, 'f')});
  }
  const auto text = to_json(manifest);
  CHECK(text.size() + kEnvelope <= kMaxManifestBytes);
  const auto read = manifest_from_json(text);
  REQUIRE(read);
  const auto content = json::parse(read->content);
  CHECK(content.at("answers").at("signatures").at("people").size() == 21);
}

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
