#include <catch2/catch_test_macros.hpp>

#include "tests/centre/server/centre_fixture.h"

/// What is added to an application, as staff and terminals see it.
using namespace linli;
using namespace linli::centre::tests;
using nlohmann::json;

namespace {

constexpr const char* kApplicant = "990101194612280023";
constexpr const char* kDaughter = "990101197203150010";
constexpr const char* kChild = "990101201506100028";
constexpr const char* kStranger = "990101195001010010";
constexpr const char* kNamed = "990101198006150016";

/// An item with this content; `signs` brings a signature with it.
protocol::Commit item_of(TestTerminal& terminal, const json& content, bool signs) {
  std::vector<Bytes> parts;
  if (signs) parts.push_back(terminal.seal("<svg/>"));
  auto commit = terminal.next(parts);
  auto manifest = terminal.manifest_of(commit);
  manifest.content = content.dump();
  commit = terminal.sealed(commit, manifest);
  if (signs) commit.inside = {{1, parts[0]}};
  return commit;
}

/// An application whose daughter and grandchild sign later.
json application() {
  const auto person = [](const char* number, bool has_signed) {
    return json{{"name", ""}, {"number", number}, {"signed", has_signed}, {"later", !has_signed}};
  };
  return {{"applicant", {{"name", "王淑芳"}, {"number", kApplicant}}},
          {"answers",
           {{"signatures",
             {{"type", "authorisations"},
              {"people",
               {person(kApplicant, true), person(kDaughter, false), person(kChild, false)}}}}}}};
}

struct Household {
  CentreFixture hall;
  TestTerminal terminal = hall.enrolled("0417");
  protocol::Commit commit;
  int others = 418;

  explicit Household(const json& content = application())
      : commit(item_of(terminal, content, true)) {
    REQUIRE(terminal.commit(commit).status == 201);
  }

  /// By somebody at another terminal.
  protocol::Commit add(const char* what, const char* signer, json answers, bool signs = true) {
    auto elsewhere = hall.enrolled("0" + std::to_string(others++));
    const json content{{"applicant", {{"name", "谁"}, {"number", signer}}},
                       {"answers", std::move(answers)},
                       {"adds_to",
                        {{"item", commit.link.item.text()},
                         {"receipt_number", commit.receipt_number},
                         {"what", what}}}};
    auto added = item_of(elsewhere, content, signs);
    REQUIRE(elsewhere.commit(added).status == 201);
    return added;
  }
  json shown() {
    return hall.administer({{"command", "show"}, {"receipt", commit.receipt_number}});
  }
  json told() { return told(commit); }
  json told(const protocol::Commit& item) {
    return terminal.curl().get("/v1/submissions/" + item.link.item.text()).json();
  }
};

}  // namespace

TEST_CASE("staff see who of the household has signed, and a terminal only how many have not") {
  Household household;
  CHECK(household.told().at("signatures_missing") == 2);
  household.add("authorisation", kDaughter, json::object());
  const auto shown = household.shown();
  CHECK(shown.at("waits_for") == "1 signature");
  CHECK(shown.at("signatories")[0].at("signed") == true);
  CHECK(shown.at("signatories")[1].at("signed") == true);
  CHECK(shown.at("signatories")[2].at("signed") == false);
  CHECK(shown.at("additions").size() == 1);
  const auto told = household.told();
  CHECK(told.at("signatures_missing") == 1);
  CHECK(told.dump().find(kDaughter) == std::string::npos);
}

TEST_CASE("a guardian's signature counts for whom it names and not for the guardian") {
  Household household;
  household.add("authorisation", kDaughter, {{"ward", {{"type", "digits"}, {"text", kChild}}}});
  const auto people = household.shown().at("signatories");
  CHECK(people[1].at("signed") == false);
  CHECK(people[2].at("signed") == true);
  CHECK(people[2].at("guardian") == kDaughter);
}

TEST_CASE("whoever signs for a child from outside the household is confirmed by staff") {
  Household household;
  household.add("authorisation", kStranger, {{"ward", {{"type", "digits"}, {"text", kChild}}}});
  auto shown = household.shown();
  CHECK(shown.at("signatories")[2].at("signed") == false);
  CHECK(shown.at("signatories")[2].at("guardian") == "");
  CHECK(shown.at("signatories")[2].at("guardian_to_confirm") == kStranger);
  CHECK(shown.at("waits_for") == "1 signature, 1 guardian to confirm");
  CHECK(household.told().at("signatures_missing") == 2);
  household.add("authorisation", kDaughter, {{"ward", {{"type", "digits"}, {"text", kChild}}}});
  shown = household.shown();
  CHECK(shown.at("signatories")[2].at("signed") == true);
  CHECK(shown.at("signatories")[2].at("guardian") == kDaughter);
  CHECK_FALSE(shown.at("signatories")[2].contains("guardian_to_confirm"));
  CHECK(shown.at("waits_for") == "1 signature");
}

TEST_CASE("an adult who is able signs alone, whoever else wants to") {
  Household household;
  for (const char* other : {kApplicant, kStranger}) {
    household.add("authorisation", other, {{"ward", {{"type", "digits"}, {"text", kDaughter}}}});
    const auto daughter = household.shown().at("signatories")[1];
    CHECK(daughter.at("signed") == false);
    CHECK(daughter.at("guardian_to_confirm") == other);
  }
  household.add("authorisation", kDaughter, json::object());
  CHECK(household.shown().at("signatories")[1].at("signed") == true);
  CHECK(household.shown().at("signatories")[1].at("guardian") == "");
}

TEST_CASE("the guardian whom the application names signs later, and nobody takes their place") {
  auto content = application();
  content["answers"]["signatures"]["people"][2]["guardian"] = kNamed;
  Household household(content);
  household.add("authorisation", kStranger, {{"ward", {{"type", "digits"}, {"text", kChild}}}});
  auto child = household.shown().at("signatories")[2];
  CHECK(child.at("signed") == false);
  CHECK(child.at("guardian") == kNamed);
  household.add("authorisation", kNamed, {{"ward", {{"type", "digits"}, {"text", kChild}}}});
  child = household.shown().at("signatories")[2];
  CHECK(child.at("signed") == true);
  CHECK(child.at("guardian") == kNamed);
}

TEST_CASE("a stranger's signature, and an item without one, count for nobody") {
  Household household;
  household.add("authorisation", kStranger, json::object());
  household.add("authorisation", kDaughter, json::object(), false);
  CHECK(household.told().at("signatures_missing") == 2);
  CHECK(household.shown().at("additions").size() == 2);
}

TEST_CASE("the list says what each application waits for, and what adds to which") {
  Household household;
  household.hall.administer({{"command", "stage"},
                             {"receipt", household.commit.receipt_number},
                             {"stage", "supplement_needed"},
                             {"needs", {"bank_card=卡号少一位"}}});
  household.add("authorisation", kDaughter, json::object());
  const auto list = household.hall.administer({{"command", "submissions"}});
  REQUIRE(list.size() == 2);
  CHECK(list[0].at("waits_for") == "supplement, 1 signature");
  CHECK(list[1].at("adds_to") == household.commit.receipt_number);
  CHECK(list[1].at("waits_for") == "");
}

TEST_CASE("staff ask for fields until a day, and the supplement ends the waiting") {
  Household household;
  household.hall.administer({{"command", "stage"},
                             {"receipt", household.commit.receipt_number},
                             {"stage", "supplement_needed"},
                             {"needs", {"bank_card=卡号少一位", "phone"}},
                             {"until", "2026-12-10"}});
  const auto asked = household.told().at("supplement");
  CHECK(asked.at("missing")[0] == json{{"field", "bank_card"}, {"reason", "卡号少一位"}});
  CHECK(asked.at("missing")[1] == json{{"field", "phone"}, {"reason", ""}});
  CHECK(asked.at("until") == "2026-12-10");
  household.add("supplement", kApplicant, {{"phone", {{"type", "digits"}, {"text", "138"}}}},
                false);
  CHECK(household.told().at("stage") == "received");
  CHECK_FALSE(household.told().contains("supplement"));
}

TEST_CASE("the receipt of what was added tells where the application stands") {
  Household household;
  const auto added = household.add("supplement", kApplicant,
                                   {{"phone", {{"type", "digits"}, {"text", "138"}}}}, false);
  household.hall.clock().advance(std::chrono::hours{1});
  household.hall.administer({{"command", "stage"},
                             {"receipt", household.commit.receipt_number},
                             {"stage", "supplement_needed"},
                             {"note", "请再补一份"},
                             {"needs", {"bank_card=卡号少一位"}}});
  auto told = household.told(added);
  CHECK(told.at("receipt_number") == added.receipt_number);
  for (const char* same : {"stage", "note", "updated_at", "supplement", "signatures_missing"}) {
    CHECK(told.at(same) == household.told().at(same));
  }
  household.hall.administer(
      {{"command", "stage"}, {"receipt", household.commit.receipt_number}, {"stage", "paid"}});
  CHECK(household.told(added).at("stage") == "paid");
}

TEST_CASE("the receipt of what was added is received until its application arrives") {
  CentreFixture hall;
  auto terminal = hall.enrolled();
  const auto added = item_of(terminal,
                             {{"applicant", {{"number", kDaughter}}},
                              {"answers", json::object()},
                              {"adds_to",
                               {{"item", base::make_uuid_v7(hall.clock().now()).text()},
                                {"receipt_number", "LS-0418-2611-0001"},
                                {"what", "authorisation"}}}},
                             true);
  REQUIRE(terminal.commit(added).status == 201);
  const auto told = terminal.curl().get("/v1/submissions/" + added.link.item.text()).json();
  CHECK(told.at("stage") == "received");
  CHECK(told.at("signatures_missing") == 0);
}

TEST_CASE("what can't be asked for is refused, and nothing is changed") {
  Household household;
  const auto refused = [&](json command) {
    command["command"] = "stage";
    command["receipt"] = household.commit.receipt_number;
    return household.hall.administer(command).is_string();
  };
  CHECK(refused({{"stage", "paid"}, {"needs", {"phone"}}}));
  CHECK(refused({{"stage", "supplement_needed"}, {"needs", {"=why"}}}));
  CHECK(refused({{"stage", "supplement_needed"}, {"needs", {""}}}));
  CHECK(refused({{"stage", "supplement_needed"}, {"needs", {3}}}));
  CHECK(refused({{"stage", "supplement_needed"}, {"until", "2026-02-30"}}));
  CHECK(refused({{"stage", "supplement_needed"}, {"needs", {std::string(65, 'f')}}}));
  CHECK(refused({{"stage", "supplement_needed"}, {"needs", {"phone=one\ttwo"}}}));
  CHECK(refused({{"stage", "returned"}, {"note", "one\ttwo"}}));
  const json long_ones(40, "phone=" + std::string(1900, 'w'));
  CHECK(refused({{"stage", "supplement_needed"}, {"needs", long_ones}}));
  CHECK(refused({{"stage", "replaced"}}));
  CHECK(refused({{"stage", "cancelled"}}));
  CHECK(household.told().at("stage") == "received");
}
