#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;
using drivers::PageError;
using State = CopyView::State;

namespace {

void come_to_receipt(Hall& hall) {
  hall.open_form();
  hall.open_review();
  hall.submit_and_store();
}

CopyView copy(const Hall& hall) {
  const auto view = hall.screen<ReceiptView>().copy;
  REQUIRE(view);
  return *view;
}

}  // namespace

TEST_CASE("the whole application prints only on request, just as it was handed in") {
  Hall hall;
  come_to_receipt(hall);
  CHECK(copy(hall).state == State::offered);
  CHECK(hall.copies.asked == 0);
  hall.press(action::PrintApplication{});
  CHECK(copy(hall).state == State::sending);
  REQUIRE(hall.copies.handed_in);
  const auto& handed_in = *hall.copies.handed_in;
  CHECK(handed_in.receipt.number == "LS-0417-2611-0038");
  CHECK(handed_in.service.id == "temporary_relief");
  const auto& sent = hall.outbox.applications.back();
  CHECK(handed_in.application.item == sent.item);
  CHECK(handed_in.application.answers.size() == sent.answers.size());
  CHECK(std::get<domain::Digits>(handed_in.application.answers.at("phone")).text ==
        std::get<domain::Digits>(sent.answers.at("phone")).text);
  CHECK(handed_in.application.applicant.number == card_of().number);
  hall.copies.done({});
  CHECK(copy(hall).state == State::sent);
  hall.press(action::PrintApplication{});
  CHECK(hall.copies.asked == 1);
}

TEST_CASE("a copy that did not get to the printer says why, and can be tried again") {
  Hall hall;
  come_to_receipt(hall);
  hall.press(action::PrintApplication{});
  hall.copies.done(unexpected(PageError::unreachable));
  CHECK(copy(hall).state == State::failed);
  CHECK(copy(hall).error == PageError::unreachable);
  hall.press(action::PrintApplication{});
  hall.press(action::PrintApplication{});  // a second press
  CHECK(hall.copies.asked == 2);
  CHECK(copy(hall).state == State::sending);
}

TEST_CASE("the answers are kept for the copy until the session ends, and no longer") {
  Hall hall;
  come_to_receipt(hall);
  hall.press(action::PrintApplication{});
  const std::weak_ptr<const HandedIn> kept = hall.copies.handed_in;
  hall.copies.handed_in.reset();
  CHECK_FALSE(kept.expired());
  CHECK(hall.copies.forgotten == 0);
  hall.press(action::Leave{});
  CHECK(hall.at_rest());
  CHECK(kept.expired());
  CHECK(hall.copies.forgotten == 1);
}

TEST_CASE("an answer about a copy that comes too late reaches nobody") {
  Hall hall;
  come_to_receipt(hall);
  hall.press(action::PrintApplication{});
  const auto late = hall.copies.done;
  hall.press(action::Leave{});
  come_to_receipt(hall);
  late(unexpected(PageError::failed));
  CHECK(copy(hall).state == State::offered);
}

TEST_CASE("a copy that nobody could print is not offered") {
  Hall hall;
  hall.copies.takes = false;
  come_to_receipt(hall);
  CHECK_FALSE(hall.screen<ReceiptView>().copy);
  hall.press(action::PrintApplication{});
  CHECK(hall.copies.asked == 0);
  hall.copies.takes = true;
  CHECK(copy(hall).state == State::offered);
}
