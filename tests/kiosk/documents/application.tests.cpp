#include <catch2/catch_test_macros.hpp>

#include "kiosk/documents/documents.h"
#include "tests/kiosk/documents/printed.h"

using namespace linli;
using namespace linli::tests;

namespace {

domain::IdentityNumber number(const char* text) { return *domain::IdentityNumber::parse(text); }

domain::Signature signature() { return {{{0.1F, 0.5F}, {0.5F, 0.2F}, {0.9F, 0.6F}}}; }

/// The relief application of an invented household, one of whom signs later.
domain::Application application() {
  const auto applicant = number("990101194612280023");
  domain::Application application{
      .service = "temporary_relief",
      .applicant = {
          .name = "王淑芳", .address = "辽宁省阜新市海州区幸福路18号", .number = applicant}};
  const auto child = number("990101201506100028");
  application.answers = {
      {"phone", domain::Digits{"13804180000"}},
      {"living", domain::Choice{"family"}},
      {"members",
       domain::Household{{"李小红", number("990101197203150010"), domain::Relation::child, true},
                         {"", child, domain::Relation::grandchild, false}}},
      {"causes", domain::Choices{{"illness", "accident"}}},
      {"monthly_income", domain::Money{120'050}},
      {"authorisation", domain::Consent{true}},
      {"signatures",
       domain::Authorisations{
           {"", applicant, {}, {}, false, signature()},
           {"李小红", number("990101197203150010"), domain::Relation::child, {}, true},
           {"", child, domain::Relation::grandchild, applicant, false, signature()}}}};
  return application;
}

std::string pdf(const domain::Application& handed_in) {
  const auto& catalogue = project_catalogue();
  const domain::Receipt receipt{.number = "LS-0417-2611-0038",
                                .submitted_at = *base::parse_rfc3339("2026-11-22T09:41:00+08:00")};
  return documents::application_pdf(
      {handed_in, receipt, *catalogue.find("temporary_relief"), catalogue.region});
}

}  // namespace

TEST_CASE("the applicant's copy says all that was handed in, in the words of the form") {
  const Printed paper(pdf(application()));
  paper.keep_pictures("paper-application");
  for (const char* words : {"临时救助申请", "LS-0417-2611-0038", "2026-11-22 09:41", "王淑芳",
                            "990101194612280023", "幸福路18号", "13804180000", "和家人一起住",
                            "1200.50 元", "李小红", "姓名以后补", "孙子女、外孙子女", "同意"}) {
    INFO(words);
    CHECK(paper.says(words));
  }
}

TEST_CASE("the applicant's copy has the text that was agreed to, and who signed for whom") {
  const Printed paper(pdf(application()));
  CHECK(paper.says("核对我家的经济情况"));
  CHECK(paper.says("以后签"));
  CHECK(paper.says("代签"));
}

TEST_CASE("the longest name, of rare characters, stands whole on the applicant's copy") {
  const std::string name = "𫖮𬀩𬌗㐀𠀀𪜀𫝀𫠠𬺰䶵𠮷𬭎𬬭𬸦𪟝";
  auto handed_in = application();
  handed_in.applicant.name = name;
  std::get<domain::Household>(handed_in.answers.at("members")).front().name = name;
  const Printed paper(pdf(handed_in));
  paper.keep_pictures("paper-application-long-name");
  std::string said = paper.text();  // a cell may break it
  std::erase_if(said, [](char c) { return c == ' ' || c == '\n'; });
  CHECK(said.find(name) != std::string::npos);
}
