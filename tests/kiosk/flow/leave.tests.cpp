#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using overlay::DraftQuestion;
using overlay::LeaveQuestion;

namespace {

/// Somebody answers the form's first step and leaves; the answers are kept.
void leave_with_draft(Hall& hall) {
  hall.open_form();
  hall.answer_step("applicant");
  hall.press(action::Leave{});
  hall.press(action::KeepDraftAndLeave{});
}

}  // namespace

TEST_CASE("leaving without unfinished work ends at once") {
  Hall hall;
  hall.open_form();
  hall.press(action::Leave{});
  CHECK(hall.at_rest());
  CHECK(hall.sessions_ended == 1);
  CHECK(hall.audit.has(offline_cache::AuditKind::session_ended));
}

TEST_CASE("leaving with unfinished work asks, and staying changes nothing") {
  Hall hall;
  hall.open_form();
  hall.answer_step("applicant");
  hall.press(action::Leave{});
  CHECK(hall.asks<LeaveQuestion>());
  hall.press(action::Next{});  // beneath the question
  CHECK(hall.step() == "applicant");
  hall.press(action::StayHere{});
  CHECK_FALSE(hall.visit.view().overlay);
  CHECK(hall.screen<FormView>().fields[0].typed == "13841855526");
}

TEST_CASE("discarding leaves no draft") {
  Hall hall;
  hall.open_form();
  hall.answer_step("applicant");
  hall.press(action::Leave{});
  hall.press(action::DiscardAndLeave{});
  CHECK(hall.at_rest());
  CHECK(hall.drafts.kept.empty());
}

TEST_CASE("a draft that was kept is offered again and goes on where it stopped") {
  Hall hall;
  hall.open_form();
  hall.fill_in_until("hardship");
  hall.press(action::ChooseOption{"causes", "accident"});
  hall.press(action::Leave{});
  hall.press(action::KeepDraftAndLeave{});
  CHECK(hall.at_rest());

  hall.open_form();
  CHECK(hall.asks<DraftQuestion>());
  hall.press(action::ChooseOption{"living", "alone"});  // beneath the question
  hall.press(action::ResumeDraft{});
  CHECK_FALSE(hall.visit.view().overlay);
  CHECK(hall.step() == "hardship");
  hall.press(action::GoToStep{"applicant"});
  CHECK(hall.screen<FormView>().fields[0].typed == "13841855526");
  const auto* living = hall.screen<FormView>().fields[1].answer;
  REQUIRE(living);
  CHECK(std::get<domain::Choice>(*living).option == "family");
}

TEST_CASE("starting afresh drops the draft") {
  Hall hall;
  leave_with_draft(hall);
  hall.open_form();
  hall.press(action::StartAfresh{});
  CHECK(hall.screen<FormView>().fields[0].typed.empty());
  CHECK(hall.drafts.kept.empty());
}

TEST_CASE("deciding later leads home, keeps the draft and offers it again") {
  Hall hall;
  leave_with_draft(hall);
  hall.open_form();
  hall.press(action::DecideLater{});
  CHECK(hall.shows<HomeView>());
  CHECK_FALSE(hall.visit.view().overlay);
  CHECK(hall.visit.view().session_open);
  CHECK(hall.drafts.kept.size() == 1);

  hall.choose_service();
  CHECK(hall.asks<DraftQuestion>());
  hall.press(action::ResumeDraft{});
  CHECK(hall.screen<FormView>().fields[0].typed == "13841855526");
}

TEST_CASE("leaving at the draft question keeps the draft") {
  Hall hall;
  leave_with_draft(hall);
  hall.open_form();
  hall.press(action::Leave{});
  CHECK(hall.at_rest());
  CHECK(hall.drafts.kept.size() == 1);
}

TEST_CASE("another person is not offered somebody's draft") {
  Hall hall;
  leave_with_draft(hall);
  hall.open_form(card_of(3, "李四"));
  CHECK_FALSE(hall.visit.view().overlay);
}

TEST_CASE("a submitted application leaves no draft behind") {
  Hall hall;
  leave_with_draft(hall);
  hall.open_form();
  hall.press(action::ResumeDraft{});
  hall.open_review();
  hall.submit_and_store();
  CHECK(hall.drafts.kept.empty());
}

TEST_CASE("of a draft of another version only what still fits is taken") {
  Hall hall;
  offline_cache::Draft draft{"temporary_relief", 7, "no_such_step", {}};
  draft.answers.emplace("living", domain::Choice{"on_the_moon"});
  draft.answers.emplace("phone", domain::Money{5});
  draft.answers.emplace("gone", domain::Digits{"1"});
  draft.answers.emplace("monthly_income", domain::Money{120050});
  hall.drafts.kept.emplace(number_of(28), draft);
  hall.open_form();
  hall.press(action::ResumeDraft{});
  CHECK(hall.step() == "applicant");
  CHECK(hall.screen<FormView>().fields[0].answer == nullptr);
  CHECK(hall.screen<FormView>().fields[1].answer == nullptr);
  hall.fill_in_until("household");
  hall.press(action::Next{});
  CHECK(hall.screen<FormView>().fields[1].typed == "1200.50");
}

TEST_CASE("help leads back to exactly where one was") {
  Hall hall;
  hall.open_form();
  hall.fill_in_until("hardship");
  hall.press(action::CallHelp{});
  CHECK(hall.shows<HelpView>());
  CHECK(hall.visit.view().can_go_back);
  CHECK(hall.audit.has(offline_cache::AuditKind::help_called));
  hall.press(action::ChooseOption{"causes", "accident"});
  hall.press(action::Back{});
  CHECK(hall.step() == "hardship");
  CHECK(hall.screen<FormView>().fields[0].answer == nullptr);
}

TEST_CASE("leaving from the help still asks about unfinished work") {
  Hall hall;
  hall.open_form();
  hall.answer_step("applicant");
  hall.press(action::CallHelp{});
  hall.press(action::Leave{});
  CHECK(hall.asks<LeaveQuestion>());
}

TEST_CASE("the hotlines are shown without calling anybody") {
  Hall hall;
  hall.press_tile(TileKind::hotlines);
  CHECK(hall.screen<HotlinesView>().region->hotlines.size() == 2);
  CHECK_FALSE(hall.audit.has(offline_cache::AuditKind::help_called));
}

TEST_CASE("the audit trail names nobody") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  hall.submit_and_store();
  hall.press(action::Leave{});
  for (const auto& [kind, detail] : hall.audit.events) {
    CHECK(detail.find("王") == std::string::npos);
    CHECK(detail.find("2109") == std::string::npos);
  }
}
