/// What need not be asked again: what the benefits tell, and what was answered in this visit.
#include <algorithm>

#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

namespace {

/// With the services that are shipped.
struct OwnHall : Hall {
  OwnHall() : Hall({}, LINLI_SOURCES "/assets") {}
};

void look_at_benefits(Hall& hall, domain::BenefitKind kind, int disability_grade) {
  hall.press_tile(TileKind::benefits);
  hall.identify();
  offline_cache::BenefitAnswer answer;
  answer.status.benefits.push_back({.kind = kind});
  answer.status.disability_grade = disability_grade;
  hall.lookups.benefits_done(answer);
}

void begin(Hall& hall, const char* service) {
  hall.press(action::ApplyFor{hall.catalogue.find(service)});
  hall.press(action::Agree{});
  REQUIRE(hall.shows<FormView>());
}

FieldView field(Hall& hall, const std::string& id) {
  for (const FieldView& one : hall.screen<FormView>().fields) {
    if (one.field->id == id) return one;
  }
  FAIL("not on the page: " << id);
  return {};
}

/// The chosen option; empty: none.
std::string chosen(Hall& hall, const std::string& id) {
  const FieldView view = field(hall, id);
  return view.answer ? std::get<domain::Choice>(*view.answer).option : "";
}

void answer_page(Hall& hall) {
  for (const FieldView& one : hall.screen<FormView>().fields) {
    if (one.answer) continue;
    if (!one.field->options.empty()) {
      hall.press(action::ChooseOption{one.field->id, one.field->options.back().id});
    } else if (one.field->id == "phone") {
      hall.press(action::ActivateField{"phone"});
      hall.type("13841855526");
    }
  }
}

/// On to the page that asks; of the choices on the way the last is taken.
void go_to(Hall& hall, const std::string& id) {
  const auto asks = [&] {
    const auto fields = hall.screen<FormView>().fields;
    return std::ranges::any_of(fields, [&](const auto& one) { return one.field->id == id; });
  };
  for (int i = 0; i < 10 && !asks(); ++i) {
    answer_page(hall);
    hall.press(action::Next{});
  }
  REQUIRE(asks());
}

/// Through the questions before the application, to its first page.
void finish_questions(Hall& hall) {
  for (int i = 0; i < 10 && hall.shows<FormView>(); ++i) {
    answer_page(hall);
    hall.press(action::Next{});
  }
  REQUIRE(hall.shows<VerdictView>());
  hall.press(action::Next{});
  REQUIRE(hall.shows<FormView>());
}

void go_home(Hall& hall) {
  for (int i = 0; i < 10 && !hall.shows<HomeView>(); ++i) hall.press(action::Back{});
  REQUIRE(hall.shows<HomeView>());
}

}  // namespace

TEST_CASE("what somebody's benefits tell is filled in, to be confirmed or corrected") {
  OwnHall hall;
  look_at_benefits(hall, domain::BenefitKind::low_income_family, 2);
  begin(hall, "disability_living_subsidy");
  CHECK(chosen(hall, "disability_certificate").empty());  // whose is it?
  hall.press(action::ChooseOption{"for_whom", "self"});
  CHECK(chosen(hall, "disability_certificate") == "level2");
  CHECK(field(hall, "disability_certificate").was_known);
  go_to(hall, "relief_status");
  CHECK(chosen(hall, "relief_status") == "low_income");
  CHECK(field(hall, "relief_status").was_known);
  hall.press(action::ChooseOption{"relief_status", "none"});
  CHECK(chosen(hall, "relief_status") == "none");
  CHECK_FALSE(field(hall, "relief_status").was_known);
}

TEST_CASE("what somebody's benefits tell says nothing of another person") {
  OwnHall hall;
  look_at_benefits(hall, domain::BenefitKind::low_income_family, 2);
  begin(hall, "disability_living_subsidy");
  hall.press(action::ChooseOption{"for_whom", "self"});
  hall.press(action::ChooseOption{"for_whom", "other"});
  CHECK(chosen(hall, "disability_certificate").empty());
}

TEST_CASE("what was corrected in the questions stays corrected in the application") {
  OwnHall hall;
  look_at_benefits(hall, domain::BenefitKind::low_income_family, 2);
  begin(hall, "disability_living_subsidy");
  hall.press(action::ChooseOption{"for_whom", "self"});
  go_to(hall, "relief_status");
  hall.press(action::ChooseOption{"relief_status", "none"});
  finish_questions(hall);
  go_to(hall, "relief_status");
  CHECK(chosen(hall, "relief_status") == "none");
}

TEST_CASE("a draft keeps what was known as far as it was confirmed by going on") {
  OwnHall hall;
  look_at_benefits(hall, domain::BenefitKind::low_income_family, 2);
  begin(hall, "disability_living_subsidy");
  hall.press(action::ChooseOption{"for_whom", "self"});
  finish_questions(hall);
  go_to(hall, "relief_status");
  hall.press(action::Leave{});
  hall.press(action::KeepDraftAndLeave{});
  REQUIRE(hall.drafts.kept.size() == 1);
  CHECK_FALSE(hall.drafts.kept.begin()->second.answers.contains("relief_status"));

  hall.identify();  // in another visit nobody looks at the benefits
  begin(hall, "disability_living_subsidy");
  hall.press(action::ResumeDraft{});
  CHECK(chosen(hall, "relief_status").empty());
  hall.press(action::GoToStep{"certificate"});
  CHECK(chosen(hall, "disability_certificate") == "level2");
  CHECK_FALSE(field(hall, "disability_certificate").was_known);
}

TEST_CASE("what was answered before one application need not be answered before another") {
  OwnHall hall;
  hall.identify();
  begin(hall, "eco_burial_award");
  go_to(hall, "hukou_of_dead");
  hall.press(action::ChooseOption{"hukou_of_dead", "yes"});
  go_home(hall);
  begin(hall, "funeral_benefit");
  go_to(hall, "hukou_of_dead");
  CHECK(chosen(hall, "hukou_of_dead") == "yes");
  CHECK(field(hall, "hukou_of_dead").was_known);
}
