#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using State = ReviewView::State;

TEST_CASE("an application goes from the card to the receipt") {
  Hall hall;
  hall.open_form();
  CHECK(hall.step() == "applicant");
  hall.open_review();
  const auto review = hall.screen<ReviewView>();
  CHECK(review.masked_name == "王*芳");
  CHECK(review.pages == 2);
  hall.outbox.status.waiting = 2;
  hall.submit_and_store();

  REQUIRE(hall.outbox.applications.size() == 1);
  const domain::Application& sent = hall.outbox.applications[0];
  CHECK(sent.service == "temporary_relief");
  CHECK(std::get<domain::Money>(sent.answers.at("monthly_income")).fen == 120050);
  CHECK(std::get<domain::Digits>(sent.answers.at("phone")).text == "13841855526");
  const auto receipt = hall.screen<ReceiptView>();
  CHECK(receipt.receipt.number == "LS-0417-2611-0038");
  CHECK(receipt.place_in_queue == 3);
  CHECK(receipt.phone_tail == "5526");
  REQUIRE(receipt.decided_within);
  CHECK(receipt.decided_within->count == 20);
  CHECK(receipt.decided_within->last_day == std::chrono::year{2026} / 12 / 18);
  hall.press(action::Leave{});
  CHECK(hall.at_rest());
}

TEST_CASE("nothing is promised before the application is stored") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  hall.press(action::Submit{});
  CHECK(hall.screen<ReviewView>().state == State::submitting);
}

TEST_CASE("a second press while submitting does nothing") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  for (int i = 0; i < 5; ++i) hall.press(action::Submit{});
  hall.press(action::Retry{});
  hall.press(action::Leave{});
  hall.press(action::Back{});
  CHECK(hall.outbox.applications.size() == 1);
  CHECK(hall.screen<ReviewView>().state == State::submitting);
}

TEST_CASE("a failed submission keeps everything and can be tried again") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  hall.press(action::Submit{});
  hall.outbox.submitted(unexpected(offline_cache::SubmitError::disk_full));
  CHECK(hall.screen<ReviewView>().state == State::failed);
  CHECK(hall.screen<ReviewView>().error == offline_cache::SubmitError::disk_full);
  hall.press(action::Retry{});
  CHECK(hall.outbox.applications.size() == 2);
  CHECK(hall.outbox.applications[1].answers.size() == hall.outbox.applications[0].answers.size());
  hall.outbox.submitted(domain::Receipt{});
  CHECK(hall.shows<ReceiptView>());
}

TEST_CASE("the newest address of the card is the applicant's address") {
  Hall hall;
  domain::IdCard card = card_of();
  card.newest_address = "辽宁省阜新市太平区红树路2号";
  hall.open_form(card);
  hall.open_review();
  hall.submit_and_store();
  CHECK(hall.outbox.applications.at(0).applicant.address == "辽宁省阜新市太平区红树路2号");
}

TEST_CASE("a step with a missing answer stays and says so at the field") {
  Hall hall;
  hall.open_form();
  hall.press(action::Next{});
  const auto form = hall.screen<FormView>();
  CHECK(form.step->id == "applicant");
  CHECK(form.fields[0].problem == catalogue::AnswerProblem::missing);
  CHECK(form.fields[0].active);
  CHECK(form.fields[1].problem == catalogue::AnswerProblem::missing);
  hall.answer_step("applicant");
  CHECK_FALSE(hall.screen<FormView>().fields[0].problem);
}

TEST_CASE("done steps can be revisited without losing an answer, open ones not skipped to") {
  Hall hall;
  hall.open_form();
  hall.fill_in_until("help");
  hall.press(action::GoToStep{"authorisation"});
  CHECK(hall.step() == "help");
  hall.press(action::GoToStep{"applicant"});
  CHECK(hall.screen<FormView>().fields[0].typed == "13841855526");
  CHECK(hall.screen<FormView>().steps[2].state == StepState::done);
  hall.press(action::GoToStep{"help"});
  CHECK(hall.step() == "help");
}

TEST_CASE("a step opened from the review leads back to the review") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  hall.press(action::GoToStep{"hardship"});
  CHECK(hall.screen<FormView>().from_review);
  hall.press(action::Next{});
  CHECK(hall.shows<ReviewView>());
  hall.press(action::GoToStep{"hardship"});
  hall.press(action::ChooseOption{"causes", "illness"});  // takes the only choice back
  hall.press(action::Back{});
  CHECK(hall.screen<FormView>().fields[0].problem == catalogue::AnswerProblem::missing);
}

TEST_CASE("going back from the first step leads home and the answers stay") {
  Hall hall;
  hall.open_form();
  hall.answer_step("applicant");
  hall.press(action::Back{});
  CHECK(hall.shows<HomeView>());
  CHECK(hall.visit.view().session_open);
  hall.open_form();
  CHECK(hall.screen<FormView>().fields[0].typed == "13841855526");
  CHECK(hall.drafts.asked == 1);
}

TEST_CASE("the rest of the queue moves the place, and an empty queue means the centre has it") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  hall.outbox.status.waiting = 2;
  hall.submit_and_store();
  hall.outbox.queue_is(1);
  CHECK(hall.screen<ReceiptView>().place_in_queue == 1);
  CHECK_FALSE(hall.screen<ReceiptView>().at_centre);
  hall.outbox.queue_is(0);
  CHECK(hall.screen<ReceiptView>().at_centre);
}

TEST_CASE("an item that went to staff is not shown as being at the centre") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  hall.submit_and_store();
  hall.outbox.queue_is(0, 1);
  CHECK_FALSE(hall.screen<ReceiptView>().at_centre);
}

TEST_CASE("after the receipt other matters can follow in the same session") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  hall.submit_and_store();
  hall.press(action::ContinueServices{});
  CHECK(hall.shows<HomeView>());
  CHECK(hall.visit.view().session_open);
  hall.open_form();
  CHECK(hall.screen<FormView>().fields[0].typed.empty());
}
