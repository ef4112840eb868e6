#include "tests/kiosk/flow/staff_hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using offline_cache::CloseError;
using offline_cache::Reconciliation;

namespace {

Reconciliation books(Reconciliation::Result result) {
  Reconciliation books;
  books.result = result;
  books.here = 2;
  books.there = result == Reconciliation::Result::agreed ? 2 : 1;
  books.check_code = "7F3A-91C2";
  if (result == Reconciliation::Result::disputed) books.missing_there = {"LS-0417-2611-0011"};
  return books;
}

}  // namespace

TEST_CASE("a day that both sides agree on is closed, and the terminal locks by itself") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::accepted), item_of(2, ItemState::accepted)});
  hall.press(action::CloseDay{});
  CHECK(hall.screen<EndOfDayView>().closing == EndOfDayView::Closing::running);
  hall.press(action::CloseDay{});
  CHECK(hall.day.closes == 1);
  CHECK(hall.audit.has(AuditKind::staff_closes_day));
  hall.day.close_done(books(Reconciliation::Result::agreed));
  const auto view = hall.screen<EndOfDayView>();
  CHECK(view.closing == EndOfDayView::Closing::agreed);
  CHECK(view.overview.last->check_code == "7F3A-91C2");
  hall.wait(29s);
  CHECK_FALSE(hall.visit.view().overlay);
  hall.wait(31s);
  CHECK(hall.at_rest());
  CHECK(hall.signed_out() == "1001");
}

TEST_CASE("a result that took its time is shown as long as any") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::accepted)});
  hall.press(action::CloseDay{});
  hall.wait(9min);
  hall.day.close_done(books(Reconciliation::Result::agreed));
  hall.wait(29s);
  CHECK(hall.shows<EndOfDayView>());
  CHECK_FALSE(hall.visit.view().overlay);
}

TEST_CASE("a close that works ends the word of a night that failed") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::accepted)});
  auto overview = day_of({item_of(1, ItemState::accepted)});
  overview.failed = offline_cache::FailedClose{{}, CloseError::unreachable};
  hall.wait(1s);
  hall.day.told(overview);
  REQUIRE(hall.screen<EndOfDayView>().overview.failed);
  hall.press(action::CloseDay{});
  hall.day.close_done(books(Reconciliation::Result::agreed));
  CHECK_FALSE(hall.screen<EndOfDayView>().overview.failed);
}

TEST_CASE("a day that differs is not closed, says what differs, and can be compared again") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::accepted)});
  hall.press(action::CloseDay{});
  hall.day.close_done(books(Reconciliation::Result::disputed));
  const auto view = hall.screen<EndOfDayView>();
  CHECK(view.closing == EndOfDayView::Closing::disputed);
  CHECK(view.overview.last->missing_there.size() == 1);
  hall.press(action::CloseDay{});
  CHECK(hall.day.closes == 2);
}

TEST_CASE("a close that fails says why, and can be tried again") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::stored)});
  hall.press(action::SendAll{});
  CHECK(hall.day.sent == 1);
  for (const auto error :
       {CloseError::unreachable, CloseError::not_trusted, CloseError::misbehaving,
        CloseError::waiting, CloseError::store_failed}) {
    hall.press(action::CloseDay{});
    hall.day.close_done(unexpected(error));
    CHECK(hall.screen<EndOfDayView>().closing == EndOfDayView::Closing::failed);
    CHECK(hall.screen<EndOfDayView>().error == error);
  }
  CHECK(hall.day.closes == 5);
}

TEST_CASE("where nothing was handed in there is nothing to close") {
  StaffHall hall;
  hall.open_day({});
  CHECK(hall.screen<EndOfDayView>().nothing_open);
  hall.press(action::CloseDay{});
  CHECK(hall.day.closes == 0);
}

TEST_CASE("the books of an earlier day are closed on a day without a new item") {
  StaffHall hall;
  hall.enter(StaffRole::clerk);
  DayOverview yesterdays;
  yesterdays.books_open = true;
  hall.day.told(yesterdays);
  CHECK_FALSE(hall.screen<EndOfDayView>().nothing_open);
  hall.press(action::CloseDay{});
  CHECK(hall.day.closes == 1);
}

TEST_CASE("sending everything is not asked for again while it is tried") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::stored)});
  hall.press(action::SendAll{});
  CHECK(hall.screen<EndOfDayView>().sending);
  hall.press(action::SendAll{});
  CHECK(hall.day.sent == 1);
  hall.wait(10s);
  CHECK_FALSE(hall.screen<EndOfDayView>().sending);
  hall.press(action::SendAll{});
  CHECK(hall.day.sent == 2);
}
