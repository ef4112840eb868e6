#include "tests/kiosk/flow/staff_hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using offline_cache::SetAsideReason;

TEST_CASE("a clerk has an item tried again, and may not set it aside") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::quarantined)});
  hall.press(action::OpenDayItem{item_of(1, {}).id});
  CHECK(hall.screen<DayItemView>().may_try_again);
  CHECK_FALSE(hall.screen<DayItemView>().supervisor);
  hall.press(action::BeginSetAside{});
  CHECK_FALSE(hall.screen<DayItemView>().choosing);
  hall.press(action::TryItemAgain{});
  hall.press(action::TryItemAgain{});
  CHECK(hall.day.tried == 1);
  CHECK(hall.audit.has(AuditKind::staff_retries_item));
  hall.press(action::Back{});  // not while it is being done
  hall.day.item_done(false);
  CHECK(hall.screen<DayItemView>().failed);
  hall.press(action::TryItemAgain{});
  hall.day.item_done(true);
  CHECK(hall.shows<EndOfDayView>());
}

TEST_CASE("a supervisor sets an item aside with a reason, under the own number") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::quarantined)}, StaffRole::supervisor);
  hall.press(action::OpenDayItem{item_of(1, {}).id});
  hall.press(action::BeginSetAside{});
  hall.press(action::ConfirmSetAside{});  // without a reason
  CHECK(hall.day.set_aside_by.empty());
  hall.press(action::ChooseSetAsideReason{SetAsideReason::duplicate});
  hall.press(action::ConfirmSetAside{});
  CHECK(hall.day.set_aside_by == "1001");
  CHECK(hall.day.reason == SetAsideReason::duplicate);
  hall.day.item_done(true);
  CHECK(hall.shows<EndOfDayView>());
}

TEST_CASE("an item that needs nobody is only looked at") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::accepted)}, StaffRole::supervisor);
  hall.press(action::OpenDayItem{item_of(1, {}).id});
  hall.press(action::TryItemAgain{});
  hall.press(action::BeginSetAside{});
  CHECK_FALSE(hall.screen<DayItemView>().choosing);
  CHECK(hall.day.tried == 0);
  hall.press(action::Back{});
  CHECK(hall.shows<EndOfDayView>());
  hall.press(action::OpenDayItem{item_of(7, {}).id});  // not there
  CHECK(hall.shows<EndOfDayView>());
}

TEST_CASE("an open item follows the queue") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::quarantined)}, StaffRole::supervisor);
  hall.press(action::OpenDayItem{item_of(1, {}).id});
  hall.press(action::BeginSetAside{});
  hall.wait(1s);
  hall.day.told(day_of({item_of(1, ItemState::accepted)}));
  const auto view = hall.screen<DayItemView>();
  CHECK(view.row.item.state == ItemState::accepted);
  CHECK_FALSE(view.choosing);
}
