#include "kiosk/flow/addition.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::flow;

namespace {

using Obstacle = AdditionsView::Obstacle;
using std::chrono::year;

constexpr domain::Day kToday = year{2026} / 11 / 23;

const catalogue::Catalogue& shipped() {
  static const auto kLoaded = catalogue::load_catalogue(LINLI_SOURCES "/assets", "demo");
  REQUIRE(kLoaded);
  return *kLoaded;
}

/// An application that lacks its bank card and the hardship's causes.
domain::StageReport lacking() {
  domain::StageReport report{
      "LS-0417-2611-0038", "temporary_relief", {}, domain::Stage::supplement_needed, "",
      base::WallTime{}};
  report.supplement = {{{"bank_card", "卡号少一位"}, {"causes", ""}}, kToday};
  report.signatures_missing = 1;
  report.item = base::make_uuid_v7(base::SystemClock().now());
  return report;
}

AdditionsView additions(const domain::StageReport& report) {
  return additions_to(report, {shipped(), kToday, true});
}

}  // namespace

TEST_CASE("what is missing is asked for alone, whatever else its service would ask") {
  const auto addition =
      make_addition(lacking(), {shipped(), kToday, true}, domain::Addition::supplement);
  REQUIRE(addition);
  REQUIRE(addition->form.steps.size() == 2);
  CHECK(addition->form.steps[0].fields.size() == 1);
  CHECK(addition->form.steps[1].fields[0].id == "bank_card");
  CHECK(addition->form.steps[1].fields[0].required);
  CHECK(addition->form.steps[1].fields[0].shown_if.text.empty());
  CHECK(addition->form.id == "temporary_relief");
  CHECK(addition->form.receipt_prefix == domain::kSupplementPrefix);
  CHECK(addition->to.receipt_number == "LS-0417-2611-0038");
}

TEST_CASE("what is missing is not filled in by what is known, which would not do") {
  auto report = lacking();
  report.service = "disability_living_subsidy";
  report.supplement.missing = {{"relief_status", "低保证已过期"}};
  const auto addition =
      make_addition(report, {shipped(), kToday, true}, domain::Addition::supplement);
  REQUIRE(addition);
  const auto& asked = addition->form.steps.at(0).fields.at(0);
  CHECK(asked.options.size() == 5);
  CHECK(std::ranges::none_of(asked.options, catalogue::has_known_if));
  CHECK(addition->form.pre_assessment.questions.empty());
}

TEST_CASE("on its last day a supplement is taken, and on the next it is not") {
  auto report = lacking();
  CHECK(additions(report).may_supplement);
  report.supplement.until = year{2026} / 11 / 22;
  CHECK(additions(report).obstacle == Obstacle::too_late);
  CHECK_FALSE(make_addition(report, {shipped(), kToday, true}, domain::Addition::supplement));
}

TEST_CASE("of a service that is not in the catalogue nothing can be brought here") {
  auto report = lacking();
  report.service = "gone";
  CHECK(additions(report).obstacle == Obstacle::service_gone);
  CHECK_FALSE(additions(report).may_sign);
}

TEST_CASE("fields that the service no longer has go to the counter, the others are asked for") {
  auto report = lacking();
  report.supplement.missing[0].field = "gone";
  CHECK(additions(report).may_supplement);
  CHECK(additions(report).missing[0].field == nullptr);
  report.supplement.missing[1].field = "gone_too";
  CHECK(additions(report).obstacle == Obstacle::fields_gone);
}

TEST_CASE("a supplement without named fields goes to the counter") {
  auto report = lacking();
  report.supplement = {};
  CHECK(additions(report).obstacle == Obstacle::not_named);
}

TEST_CASE("the household may sign until all have, or the matter is over; offline nobody knows") {
  auto report = lacking();
  CHECK(additions(report).may_sign);
  report.signatures_missing.reset();
  CHECK(additions(report).may_sign);
  report.signatures_missing = 0;
  CHECK_FALSE(additions(report).may_sign);
  report.signatures_missing = 1;
  report.stage = domain::Stage::refused;
  CHECK_FALSE(additions(report).may_sign);
  report = lacking();
  report.service = "old_age_allowance";
  CHECK_FALSE(additions(report).may_sign);
}

TEST_CASE("nothing is added to what was itself added, or to what no code names") {
  auto report = lacking();
  report.receipt_number = "BC-0417-2611-0001";
  CHECK_FALSE(additions(report).may_supplement);
  CHECK_FALSE(additions(report).may_sign);
  report = lacking();
  report.item = {};
  CHECK_FALSE(additions(report).may_supplement);
}

TEST_CASE("who signs later agrees to the same text, signs, and may say for whom") {
  const auto addition =
      make_addition(lacking(), {shipped(), kToday, true}, domain::Addition::authorisation);
  REQUIRE(addition);
  const auto& service = *shipped().find("temporary_relief");
  const auto& fields = addition->form.steps.at(0).fields;
  REQUIRE(fields.size() == 2);
  CHECK(fields[0].paragraphs.size() == service.steps.back().fields.front().paragraphs.size());
  CHECK(fields[1].kind == catalogue::FieldKind::signature);
  CHECK_FALSE(addition->form.steps.at(1).fields.at(0).required);
}

TEST_CASE("a paper is asked for where it can be photographed, and its pages must be there") {
  auto report = lacking();
  report.service = "expenditure_hardship";
  const auto photo = [] {
    for (const auto& step : shipped().find("expenditure_hardship")->steps) {
      for (const auto& field : step.fields) {
        if (field.kind == catalogue::FieldKind::photo) return field.id;
      }
    }
    return std::string();
  }();
  REQUIRE_FALSE(photo.empty());
  report.supplement = {{{photo, ""}}, kToday};
  CHECK(additions_to(report, {shipped(), kToday, false}).obstacle == Obstacle::fields_gone);
  const auto addition =
      make_addition(report, {shipped(), kToday, true}, domain::Addition::supplement);
  REQUIRE(addition);
  const auto& field = addition->form.steps[0].fields[0];
  const domain::Answer none = domain::Photos{};
  CHECK(catalogue::check_answer(field, nullptr, {}) == catalogue::AnswerProblem::missing);
  CHECK(catalogue::check_answer(field, &none, {}) == catalogue::AnswerProblem::missing);
}

TEST_CASE("a terminal whose store takes nothing offers no addition") {
  const auto offered = additions_to(lacking(), {shipped(), kToday, true, false});
  CHECK_FALSE(offered.may_supplement);
  CHECK_FALSE(offered.may_sign);
}
