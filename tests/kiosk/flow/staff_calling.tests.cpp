#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

namespace {

using drivers::CallReason;
using Reasons = std::vector<CallReason>;

void hand_in_emergency(Hall& hall) {
  hall.open_form();
  hall.fill_in_until("help");
  hall.answer_step("help");
  hall.press(action::ChooseOption{"urgency", "now"});
  hall.press(action::Next{});
  hall.open_review();
  hall.submit_and_store();
}

void ask_again(Hall& hall) {
  hall.press(action::Back{});
  hall.press(action::CallHelp{});
}

std::optional<StaffCallState> told(const Hall& hall) { return hall.screen<HelpView>().call; }

}  // namespace

TEST_CASE("who asks for staff is told whether they know") {
  Hall hall;
  hall.press(action::CallHelp{});
  CHECK(hall.staff_call.reasons == Reasons{CallReason::help});
  CHECK(told(hall) == StaffCallState::calling);
  const int changes = hall.changes;
  SECTION("called") {
    hall.staff_call.done(true);
    CHECK(told(hall) == StaffCallState::called);
  }
  SECTION("not reached") {
    hall.staff_call.done(false);
    CHECK(told(hall) == StaffCallState::failed);
  }
  CHECK(hall.changes > changes);
}

TEST_CASE("staff who know are called again after a minute, not before") {
  Hall hall;
  hall.press(action::CallHelp{});
  ask_again(hall);  // while they are being called
  CHECK(told(hall) == StaffCallState::calling);
  hall.staff_call.done(true);
  hall.wait(30s);
  ask_again(hall);
  CHECK(told(hall) == StaffCallState::called);
  CHECK(hall.staff_call.reasons.size() == 1);
  hall.wait(30s);
  ask_again(hall);
  CHECK(hall.staff_call.reasons.size() == 2);
  CHECK(told(hall) == StaffCallState::calling);
}

TEST_CASE("a call that failed may be tried again at once") {
  Hall hall;
  hall.press(action::CallHelp{});
  hall.staff_call.done(false);
  ask_again(hall);
  CHECK(hall.staff_call.reasons.size() == 2);
  CHECK(told(hall) == StaffCallState::calling);
  hall.staff_call.done(false);
  hall.press(action::CallHelp{});  // from the help screen itself
  CHECK(hall.staff_call.reasons.size() == 3);
  CHECK(told(hall) == StaffCallState::calling);
  hall.press(action::CallHelp{});
  CHECK(hall.staff_call.reasons.size() == 3);
}

TEST_CASE("an emergency calls staff when it is stored, and its receipt says whether they know") {
  Hall hall;
  hand_in_emergency(hall);
  CHECK(hall.staff_call.reasons == Reasons{CallReason::emergency});
  CHECK(hall.screen<ReceiptView>().call == StaffCallState::calling);
  hall.staff_call.done(false);
  CHECK(hall.screen<ReceiptView>().call == StaffCallState::failed);
  hall.press(action::CallHelp{});
  CHECK(hall.staff_call.reasons == Reasons{CallReason::emergency, CallReason::help});
  hall.staff_call.done(true);
  CHECK(told(hall) == StaffCallState::called);
  hall.press(action::Back{});
  CHECK(hall.screen<ReceiptView>().call == StaffCallState::called);
}

TEST_CASE("an emergency is told even to staff who were asked for help just now") {
  Hall hall;
  hall.press(action::CallHelp{});
  const auto help = hall.staff_call.done;
  hall.press(action::Back{});
  hand_in_emergency(hall);
  CHECK(hall.staff_call.reasons == Reasons{CallReason::help, CallReason::emergency});
  help(false);
  CHECK(hall.screen<ReceiptView>().call == StaffCallState::calling);
  hall.staff_call.done(true);
  hall.press(action::CallHelp{});
  CHECK(told(hall) == StaffCallState::called);
  CHECK(hall.staff_call.reasons.size() == 2);
}

TEST_CASE("nobody is called for what is no emergency, and its receipt says nothing of staff") {
  Hall hall;
  hall.press(action::CallHelp{});
  hall.press(action::Back{});
  hall.open_form();
  hall.open_review();
  hall.submit_and_store();
  CHECK(hall.staff_call.reasons == Reasons{CallReason::help});
  CHECK_FALSE(hall.screen<ReceiptView>().call);
}

TEST_CASE("an emergency's call goes on when its person leaves; its answer bothers nobody") {
  Hall hall;
  hand_in_emergency(hall);
  hall.press(action::Leave{});
  CHECK(hall.at_rest());
  hall.staff_call.done(false);
  CHECK(hall.at_rest());
  hall.open_form(card_of(3, "李四"));
  CHECK(hall.shows<FormView>());
  hall.press(action::CallHelp{});
  CHECK(told(hall) == StaffCallState::calling);
  CHECK(hall.staff_call.reasons == Reasons{CallReason::emergency, CallReason::help});
}

TEST_CASE("staff who are on their way are not called again for whoever comes next") {
  Hall hall;
  hall.press(action::CallHelp{});
  hall.press(action::Leave{});
  CHECK(hall.at_rest());
  hall.staff_call.done(true);
  hall.press(action::CallHelp{});
  CHECK(told(hall) == StaffCallState::called);
  CHECK(hall.staff_call.reasons.size() == 1);
}

TEST_CASE("a terminal that can't call anybody says what it has always said") {
  Hall hall;
  flow::VisitNeeds needs{hall.clock,  hall.catalogue, hall.outbox,    hall.lookups,
                         hall.drafts, hall.audit,     hall.scan_desk, {}};
  flow::Visit visit(std::move(needs));
  visit.act(action::CallHelp{});
  const flow::View view = visit.view();
  REQUIRE(std::holds_alternative<HelpView>(view.screen));
  CHECK_FALSE(std::get<HelpView>(view.screen).call);
}
