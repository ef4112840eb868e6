#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/kiosk/protocol/examples.h"

using namespace linli;
using namespace linli::protocol;

namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a commit is read as it was written") {
  const Commit commit = examples::commit();
  const auto read = commit_from_json(to_json(commit));
  REQUIRE(read);
  CHECK(read->link == commit.link);
  CHECK(read->receipt_number == commit.receipt_number);
  CHECK(read->service == commit.service);
  CHECK(read->created_earliest == commit.created_earliest);
  CHECK(read->created_latest == commit.created_latest);
  CHECK(read->sealed_manifest == commit.sealed_manifest);
  CHECK(read->parts == commit.parts);
}

TEST_CASE("a commit at every limit still fits") {
  Commit commit = examples::commit();
  commit.sealed_manifest.assign(kMaxManifestBytes, 7);
  commit.parts.clear();
  for (int number = 1; number <= kMaxParts; ++number) {
    commit.parts.push_back({number, {}, kMaxPartBytes, "image/svg+xml", std::string(64, 'f')});
  }
  CHECK(to_json(commit).size() <= kMaxCommitBytes);
  CHECK(commit_from_json(to_json(commit)));
  commit.sealed_manifest.push_back(7);
  CHECK_FALSE(commit_from_json(to_json(commit)));
}

TEST_CASE("small parts ride inside the commit, up to a bound") {
  Commit commit = examples::commit_with_part();
  CHECK(commit_from_json(to_json(commit))->inside == commit.inside);
  const std::string good = to_json(commit);
  CHECK_FALSE(commit_from_json(replaced(good, R"("sealed":")", R"("sealed":"AAAA)")));
  CHECK_FALSE(commit_from_json(replaced(good, R"("size":16)", R"("size":15)")));
  const auto with_part_of = [&commit](std::size_t size) {
    commit.inside[1].assign(size, 7);
    commit.parts[0].size = size;
    return to_json(commit);
  };
  const std::size_t most = kMaxInsideBytes - commit.sealed_manifest.size();
  CHECK(commit_from_json(with_part_of(most)));
  CHECK(with_part_of(most).size() <= kMaxCommitBytes);
  CHECK_FALSE(commit_from_json(with_part_of(most + 1)));
}

TEST_CASE("a manifest names what is packed, and no other encoding is read") {
  const std::string text = to_json(examples::manifest());
  CHECK(manifest_from_json(text)->packed == std::set{1});
  CHECK(manifest_from_json(text)->parts == examples::parts());
  CHECK_FALSE(manifest_from_json(replaced(text, "gzip", "zstd")));
}

TEST_CASE("pacing is read within its bounds") {
  const Pacing pacing{std::chrono::milliseconds{250}, 2};
  CHECK(pacing_from_json(to_json(pacing)) == pacing);
  CHECK_FALSE(pacing_from_json(replaced(to_json(pacing), "250", "60001")));
  CHECK_FALSE(pacing_from_json(replaced(to_json(pacing), ":2}", ":0}")));
  CHECK_FALSE(pacing_from_json(replaced(to_json(pacing), ":2}", ":17}")));
  CHECK_FALSE(pacing_from_json(""));
}

TEST_CASE("a commit out of bounds is not read") {
  const std::string good = to_json(examples::commit());
  const std::pair<const char*, const char*> changes[] = {
      {R"("sequence":38)", R"("sequence":0)"},
      {R"("sequence":38)", R"("sequence":-1)"},
      {R"("sequence":38)", R"("sequence":38.0)"},
      {R"("sequence":38)", R"("sequence":18446744073709551615)"},
      {R"("sequence":38)", R"("sequence":"38")"},
      {R"("terminal":"0417")", R"("terminal":"417")"},
      {R"("terminal":"0417")", R"("terminals":"0417")"},
      {R"("number":1)", R"("number":2)"},
      {R"("size":1234)", R"("size":0)"},
      {R"("size":1234)", R"("size":262145)"},
      {"LS-0417-2611-0038", "LS-0417"},
      {R"("service":"temporary_relief")", R"("service":"")"},
      {R"("service":"temporary_relief")", R"("service":"a\u0000b")"},
      {R"("created_earliest":"2026)", R"("created_earliest":"2027)"},
      {R"("parts":[)", R"("parts":[1,)"},
  };
  for (const auto& [from, to] : changes) {
    INFO(to);
    CHECK_FALSE(commit_from_json(replaced(good, from, to)));
  }
}

TEST_CASE("a manifest is read as it was written") {
  const Manifest manifest = examples::manifest();
  const auto read = manifest_from_json(to_json(manifest));
  REQUIRE(read);
  CHECK(read->item == manifest.item);
  CHECK(read->terminal == manifest.terminal);
  CHECK(read->incarnation == manifest.incarnation);
  CHECK(read->sequence == manifest.sequence);
  CHECK(read->receipt_number == manifest.receipt_number);
  CHECK(read->service == manifest.service);
  CHECK(read->service_version == manifest.service_version);
  CHECK(read->content == manifest.content);
  CHECK(read->parts == manifest.parts);
}

TEST_CASE("answers of every kind are read as they were written") {
  const auto answers = examples::answers();
  const auto read = answers_from_json(to_json(answers));
  REQUIRE(read.has_value());
  CHECK(to_json(*read) == to_json(answers));
  REQUIRE(read->size() == answers.size());
  const auto& household = std::get<domain::Household>(read->at("household"));
  CHECK(household.at(0).name == "𫖮");
  CHECK(household.at(0).relation == domain::Relation::spouse);
  CHECK(household.at(0).read_from_card);
  const auto& signature = std::get<domain::Signature>(read->at("signature"));
  CHECK(signature.at(0).at(1).x == 0.5F);
  CHECK(std::get<domain::Money>(read->at("income")).fen == 74'880);
  CHECK(std::get<domain::Division>(read->at("home")).code == "990101001001");
}

TEST_CASE("answers that no form gives are not read") {
  for (const char* text :
       {R"({"a":{"type":"unknown"}})", R"({"a":{"type":"money","fen":-1}})",
        R"({"a":{"type":"money","fen":1e3}})", R"({"a":{"type":"digits","text":"12a"}})",
        R"({"a":{"type":"consent","agreed":1}})", R"({"a":{"type":"choices","options":[1]}})",
        R"({"a":{"type":"signature","strokes":[[1]]}})",
        R"({"a":{"type":"division","code":"990101","name":"x"}})",
        R"({"a":{"type":"division","code":"99010100100x","name":"x"}})",
        R"({"a":{"type":"photos","pages":-1}})",
        R"({"a":{"type":"signature","strokes":[[1,10001]]}})",
        R"({"a":{"type":"household","members":[{"name":"x","number":"1"}]}})", R"({"a":1})", "[]",
        "", "null", "{\"a\xff\":{\"type\":\"consent\",\"agreed\":true}}"}) {
    INFO(text);
    CHECK_FALSE(answers_from_json(text).has_value());
  }
}

TEST_CASE("an application's content holds the applicant and the answers, but no signature") {
  using std::chrono::month;
  using std::chrono::year;
  domain::IdCard card{"王淑芳",
                      domain::Sex::female,
                      1,
                      year{1946} / month{12} / 28,
                      "某街1号",
                      examples::number(),
                      "某市公安局",
                      year{2010} / month{1} / 1,
                      {},
                      {},
                      {}};
  const auto text = application_content(
      {base::Uuid{}, "temporary_relief", 3, card, examples::answers(), examples::time()});
  CHECK(text.find(R"("name":"王淑芳")") != std::string::npos);
  CHECK(text.find(R"("birth_date":"1946-12-28")") != std::string::npos);
  CHECK(text.find("2026-11-22T09:41:00.000+08:00") != std::string::npos);
  CHECK(text.find(R"("fen":74880)") != std::string::npos);
  CHECK(text.find("strokes") == std::string::npos);
  CHECK(text.find("valid_to") == std::string::npos);
}

TEST_CASE("a rating's content is the receipt and a grade from one to five") {
  CHECK(rating_content("LS-0417-2611-0038", domain::Grade::very_satisfied) ==
        R"({"grade":5,"receipt_number":"LS-0417-2611-0038"})");
}

TEST_CASE("that an application is an emergency stands in its content, and nowhere else") {
  const domain::IdCard card{.name = "王淑芳", .number = examples::number()};
  domain::Application application{.item = {}, .service = "temporary_relief", .applicant = card};
  const auto usual = application_content(application);
  CHECK(usual.find("urgent") == std::string::npos);
  CHECK_FALSE(is_urgent_in(usual));
  application.urgent = true;
  const auto urgent = application_content(application);
  CHECK(is_urgent_in(urgent));
  for (const char* other : {"false", "1", "\"true\"", "null"}) {
    CHECK_FALSE(
        is_urgent_in(replaced(urgent, "\"urgent\":true", std::string("\"urgent\":") + other)));
  }
  for (const char* no_content : {"", "true", "[true]", "{\"urgent\":true"}) {
    CHECK_FALSE(is_urgent_in(no_content));
  }
}

TEST_CASE("what an application says of an order is read from its content") {
  const domain::IdCard card{.name = "王淑芳", .number = examples::number()};
  domain::Application application{.item = {}, .service = "meal_order", .applicant = card};
  auto read = order_reference_in(application_content(application));
  REQUIRE(read);
  CHECK(read->applicant == examples::number().text());
  CHECK_FALSE(read->changes);
  for (const auto how : {domain::OrderChange::How::change, domain::OrderChange::How::cancel}) {
    application.changes = {examples::link().item, "ZC-0417-2611-0003", how};
    read = order_reference_in(application_content(application));
    REQUIRE(read);
    REQUIRE(read->changes);
    CHECK(read->changes->item == examples::link().item);
    CHECK(read->changes->receipt_number == "ZC-0417-2611-0003");
    CHECK(read->changes->how == how);
  }
  const std::string content = application_content(application);
  CHECK_FALSE(order_reference_in(replaced(content, "\"cancel\"", "\"burn\"")));
  CHECK_FALSE(order_reference_in(rating_content("LS-0417-2611-0038", domain::Grade::fair)));
}

TEST_CASE("a benefit status is read as it was written") {
  const auto text = to_json(examples::status());
  const auto read = benefit_status_from_json(text);
  REQUIRE(read);
  CHECK(to_json(*read) == text);
  CHECK(read->benefits.at(0).payments.at(0).account_tail == "6217");
  CHECK_FALSE(read->benefits.at(1).next_review);
  CHECK(read->benefits.at(0).duties.at(0).kind == domain::DutyKind::review);
  CHECK(read->benefits.at(1).duties.empty());
  CHECK(read->benefits.at(0).standard == domain::Money{10'000});
  CHECK_FALSE(read->benefits.at(1).standard);
  CHECK(read->disability_grade == 2);
}

TEST_CASE("a benefit status of a version that told no standard is read, a wrong standard is not") {
  const auto text = to_json(examples::status());
  const std::string told = "\"standard_fen\":10000,";
  const auto at = text.find(told);
  REQUIRE(at != text.npos);
  auto older = text;
  older.erase(at, told.size());
  const auto read = benefit_status_from_json(older);
  REQUIRE(read);
  CHECK_FALSE(read->benefits.at(0).standard);
  CHECK(read->benefits.at(0).monthly_amount == domain::Money{10'000});
  auto wrong = text;
  wrong.replace(at, told.size(), "\"standard_fen\":\"100.00\",");
  CHECK_FALSE(benefit_status_from_json(wrong));
}

TEST_CASE("enrolment, queries, stages, heartbeats and problems survive the way") {
  const EnrolmentRequest request{"0417", "ABCD-EFGH", "pem\n",
                                 examples::terminal_key().public_key()};
  CHECK(to_json(*enrolment_request_from_json(to_json(request))) == to_json(request));

  const EnrolmentAnswer answer{
      "pem\n", {"one", "two"}, examples::centre_key().public_key(), {}, "https://linli.example/r"};
  CHECK(to_json(*enrolment_answer_from_json(to_json(answer))) == to_json(answer));

  const BenefitQuery query{examples::number(), "王淑芳", examples::time()};
  CHECK(to_json(*benefit_query_from_json(to_json(query))) == to_json(query));

  domain::StageReport report{"LS-0417-2611-0038", "temporary_relief",
                             examples::time(),    domain::Stage::supplement_needed,
                             "请补交\n诊断书",    {}};
  CHECK(to_json(*stage_report_from_json(to_json(report))) == to_json(report));
  report.updated_at = examples::time();
  CHECK(stage_report_from_json(to_json(report))->updated_at == examples::time());

  const Heartbeat heartbeat{"0.1.0", 3, 1};
  CHECK(to_json(*heartbeat_from_json(to_json(heartbeat))) == to_json(heartbeat));

  const Problem problem{422, "urn:linli:problem:parts-missing", "Parts are missing", {2, 5}};
  CHECK(to_json(*problem_from_json(to_json(problem))) == to_json(problem));
}

TEST_CASE("a captive portal's page is no message of ours") {
  const std::string_view html = "<html><body>Please log in</body></html>";
  CHECK_FALSE(acceptance_from_json(html));
  CHECK_FALSE(enrolment_answer_from_json(html));
  CHECK_FALSE(benefit_status_from_json(html));
  CHECK_FALSE(stage_report_from_json(html));
  CHECK_FALSE(problem_from_json(html));
}

TEST_CASE("every name is read back as what it names, and no other") {
  for (int i = 0; i <= static_cast<int>(domain::BenefitKind::price_subsidy); ++i) {
    const auto kind = static_cast<domain::BenefitKind>(i);
    CHECK(benefit_kind_from(name_of(kind)) == kind);
  }
  for (int i = 0; i <= static_cast<int>(domain::Stage::cancelled); ++i) {
    const auto stage = static_cast<domain::Stage>(i);
    CHECK(stage_from(name_of(stage)) == stage);
  }
  for (int i = 0; i <= static_cast<int>(domain::Relation::other); ++i) {
    const auto relation = static_cast<domain::Relation>(i);
    CHECK(relation_from(name_of(relation)) == relation);
  }
  for (int i = 0; i <= static_cast<int>(domain::BenefitState::ended); ++i) {
    const auto state = static_cast<domain::BenefitState>(i);
    CHECK(benefit_state_from(name_of(state)) == state);
  }
  for (int i = 0; i <= static_cast<int>(domain::DutyKind::other); ++i) {
    const auto duty = static_cast<domain::DutyKind>(i);
    CHECK(duty_kind_from(name_of(duty)) == duty);
  }
  CHECK_FALSE(stage_from(""));
  CHECK_FALSE(stage_from("Paid"));
}
