#include <iostream>
#include <nlohmann/json.hpp>

#include "centre/server/api.h"
#include "kiosk/protocol/recovery.h"
#include "tests/kiosk/protocol/examples.h"

/// Prints what the server serves and what both sides write, for check_api.mjs.

using namespace linli;
using Json = nlohmann::json;

namespace {

Json body(const char* schema, const std::string& text) {
  return {{"schema", schema}, {"body", Json::parse(text)}};
}

domain::Application application() {
  using std::chrono::year;
  const domain::IdCard card{"王淑芳",
                            domain::Sex::female,
                            1,
                            year{1946} / 12 / 28,
                            "某街1号",
                            protocol::examples::number(),
                            "某市公安局",
                            year{2010} / 1 / 1,
                            {},
                            {},
                            {}};
  return {base::Uuid{},
          "temporary_relief",
          3,
          card,
          protocol::examples::answers(),
          protocol::examples::time()};
}

Json bodies() {
  using namespace protocol;
  const EnrolmentRequest request{"0417", "ABCD", "pem", examples::terminal_key().public_key()};
  const EnrolmentAnswer answer{
      "pem", {"pem"}, examples::centre_key().public_key(), {}, "https://h/r"};
  const BenefitQuery query{examples::number(), "王淑芳", examples::time()};
  const domain::StageReport report{
      "LS-0417-2611-0038", "temporary_relief", examples::time(), domain::Stage::paid, "",
      examples::time()};
  domain::StageReport lacking = report;
  lacking.stage = domain::Stage::supplement_needed;
  lacking.supplement = {{{"bank_card", "卡号少一位"}}, std::chrono::year{2026} / 12 / 10};
  lacking.signatures_missing = 1;
  domain::Application added = application();
  added.adds_to = {examples::link().item, "LS-0417-2611-0038", domain::Addition::supplement};
  domain::Application emergency = application();
  emergency.urgent = true;
  return {
      body("EnrolmentRequest", to_json(request)),
      body("EnrolmentAnswer", to_json(answer)),
      body("BenefitQuery", to_json(query)),
      body("BenefitStatus", to_json(examples::status())),
      body("Commit", to_json(examples::commit())),
      body("Commit", to_json(examples::commit_with_part())),
      body("Manifest", to_json(examples::manifest())),
      body("ApplicationContent", application_content(application())),
      body("RatingContent", rating_content("LS-0417-2611-0038", domain::Grade::fair)),
      body("Acceptance",
           to_json(accept(examples::link(), {}, examples::time(), examples::centre_key()))),
      body("DayClose", to_json(DayCloseRequest{examples::day_close(), {{38, {}}}})),
      body("DayCloseAnswer", to_json(DayCloseAnswer(agree(examples::day_close(), examples::time(),
                                                          examples::centre_key())))),
      body("DayCloseAnswer", to_json(DayCloseAnswer(examples::day_close_difference()))),
      body("StageReport", to_json(report)),
      body("StageReport", to_json(lacking)),
      body("ApplicationContent", application_content(added)),
      body("ApplicationContent", application_content(emergency)),
      body("RecoveryRequest", to_json(RecoveryRequest{"0417", {1, 2, 3}, "pem"})),
      body("RecoveryAnswer", to_json(RecoveryAnswer{})),
      body("RecoveryAnswer", to_json(RecoveryAnswer{{1, 2, 3}, examples::time()})),
      body("RecordAnswers", record_answers_json({})),
      body("Heartbeat", to_json(Heartbeat{"0.1.0", 2, 0})),
      body("Pacing", to_json(Pacing{})),
  };
}

}  // namespace

int main() {
  Json routes = Json::array();
  for (const auto& route : centre::routes()) {
    routes.push_back(std::string(route.method) + " " + route.path);
  }
  Json problems = Json::array();
  for (int i = 0; i <= static_cast<int>(centre::ProblemKind::ledger_full); ++i) {
    problems.push_back(Json::parse(to_json(centre::problem(static_cast<centre::ProblemKind>(i)))));
  }
  std::cout << Json{{"routes", routes}, {"bodies", bodies()}, {"problems", problems}} << '\n';
}
