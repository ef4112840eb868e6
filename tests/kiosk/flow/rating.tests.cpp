#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

namespace {

void come_to_receipt(Hall& hall) {
  const DisplayMode mode = hall.visit.view().mode;
  hall.press(action::SetMode{DisplayMode::standard});
  hall.open_form();
  hall.open_review();
  hall.press(action::SetMode{mode});
  hall.submit_and_store();
}

}  // namespace

TEST_CASE("a grade is handed in once") {
  Hall hall;
  come_to_receipt(hall);
  CHECK(hall.screen<ReceiptView>().asks_rating);
  hall.press(action::Rate{domain::Grade::satisfied});
  hall.press(action::Rate{domain::Grade::dissatisfied});
  CHECK(hall.outbox.grades == std::vector{domain::Grade::satisfied});
  CHECK(hall.screen<ReceiptView>().grade == domain::Grade::satisfied);
}

TEST_CASE("a grade that could not be stored can be given again") {
  Hall hall;
  come_to_receipt(hall);
  hall.press(action::Rate{domain::Grade::satisfied});
  hall.outbox.rated(unexpected(offline_cache::SubmitError::disk_full));
  CHECK_FALSE(hall.screen<ReceiptView>().grade);
  hall.press(action::Rate{domain::Grade::satisfied});
  CHECK(hall.outbox.grades.size() == 2);
}

TEST_CASE("large-font mode asks on a screen of its own, which can be passed by") {
  Hall hall;
  come_to_receipt(hall);
  hall.press(action::SetMode{DisplayMode::large});
  CHECK_FALSE(hall.screen<ReceiptView>().asks_rating);
  hall.press(action::Next{});
  CHECK(hall.shows<RatingView>());
  hall.press(action::Back{});
  CHECK(hall.shows<ReceiptView>());
  hall.press(action::Next{});
  hall.press(action::Next{});
  CHECK(hall.at_rest());
  CHECK(hall.outbox.grades.empty());
}

TEST_CASE("in large-font mode the receipt has a second page, which may be passed by") {
  Hall hall;
  come_to_receipt(hall);
  CHECK(hall.screen<ReceiptView>().pages == 1);
  hall.press(action::TurnPage{1});
  CHECK(hall.screen<ReceiptView>().page == 0);
  hall.press(action::SetMode{DisplayMode::large});
  CHECK(hall.screen<ReceiptView>().page == 0);
  CHECK(hall.screen<ReceiptView>().pages == 2);
  hall.press(action::TurnPage{1});
  CHECK(hall.screen<ReceiptView>().page == 1);
  hall.press(action::TurnPage{2});
  CHECK(hall.screen<ReceiptView>().page == 1);
  hall.press(action::SetMode{DisplayMode::standard});
  CHECK(hall.screen<ReceiptView>().page == 0);
}

TEST_CASE("in large-font mode finishing asks for the rating, and leaving that ends the visit") {
  Hall hall;
  hall.press(action::SetMode{DisplayMode::large});
  come_to_receipt(hall);
  hall.press(action::Leave{});
  CHECK(hall.shows<RatingView>());
  hall.press(action::Rate{domain::Grade::satisfied});
  CHECK(hall.screen<RatingView>().grade == domain::Grade::satisfied);
  hall.press(action::Leave{});
  CHECK(hall.at_rest());
}

TEST_CASE("in large-font mode whoever leaves when the time ends is not asked for a rating") {
  Hall hall;
  come_to_receipt(hall);
  hall.press(action::SetMode{DisplayMode::large});
  hall.wait(31s);
  REQUIRE(hall.asks<overlay::TimeoutWarning>());
  hall.press(action::Leave{});
  CHECK(hall.at_rest());
}

TEST_CASE("in standard mode the receipt's next ends the visit without a grade") {
  Hall hall;
  come_to_receipt(hall);
  hall.press(action::Next{});
  CHECK(hall.at_rest());
}
