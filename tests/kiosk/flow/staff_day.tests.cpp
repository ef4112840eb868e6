#include "tests/kiosk/flow/staff_hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

TEST_CASE("the day is asked for every second while its screen is open, and only then") {
  StaffHall hall;
  hall.enter();
  CHECK(hall.screen<EndOfDayView>().state == EndOfDayView::State::loading);
  CHECK(hall.visit.view().header.staff->name == "李敏");
  hall.wait(5s);
  CHECK(hall.day.asked == 1);  // not before the first answer
  hall.day.told(day_of({item_of(1, ItemState::stored)}));
  CHECK(hall.screen<EndOfDayView>().overview.stored == 1);
  hall.wait(0s);
  CHECK(hall.day.asked == 2);
  hall.day.told(day_of({item_of(1, ItemState::accepted)}));
  CHECK(hall.visit.next_deadline() == hall.clock.steady() + 1s);
  hall.wait(999ms);
  CHECK(hall.day.asked == 2);
  hall.press(action::Leave{});
  hall.wait(1h);
  CHECK(hall.day.asked == 2);
}

TEST_CASE("a day that can't be read says so, and is asked for again") {
  StaffHall hall;
  hall.enter();
  hall.day.overview_done(std::nullopt);
  CHECK(hall.screen<EndOfDayView>().state == EndOfDayView::State::unreadable);
  hall.wait(1s);
  hall.day.told(day_of({}));
  CHECK(hall.screen<EndOfDayView>().state == EndOfDayView::State::shown);
}

TEST_CASE("items are paged, in the large mode between the numbers and the devices") {
  StaffHall hall;
  std::vector<offline_cache::DayItem> items;
  for (int i = 0; i < 9; ++i) items.push_back(item_of(i, ItemState::accepted));
  hall.open_day(items);
  CHECK(hall.screen<EndOfDayView>().pages == 3);
  hall.press(action::TurnPage{2});
  REQUIRE(hall.screen<EndOfDayView>().rows.size() == 1);
  CHECK(hall.screen<EndOfDayView>().rows[0].item.receipt_number == "LS-0417-2611-0018");
  hall.press(action::TurnPage{3});
  CHECK(hall.screen<EndOfDayView>().page == 2);
  hall.press(action::TurnPage{0});
  hall.press(action::SetMode{DisplayMode::large});
  CHECK(hall.screen<EndOfDayView>().pages == 7);
  CHECK(hall.screen<EndOfDayView>().shows_summary);
  CHECK(hall.screen<EndOfDayView>().rows.empty());
  hall.press(action::TurnPage{6});
  CHECK(hall.screen<EndOfDayView>().shows_devices);
}

TEST_CASE("after ten minutes without a touch the terminal locks, with a warning first") {
  StaffHall hall;
  hall.open_day({item_of(1, ItemState::accepted)});
  for (int i = 0; i < 569; ++i) {
    hall.wait(1s);
    if (hall.day.overview_done) hall.day.told(day_of({item_of(1, ItemState::accepted)}));
  }
  CHECK_FALSE(hall.visit.view().overlay);
  hall.wait(1s);
  REQUIRE(hall.asks<overlay::TimeoutWarning>());
  CHECK(std::get<overlay::TimeoutWarning>(*hall.visit.view().overlay).locks);
  hall.press(action::ExtendTime{});
  CHECK_FALSE(hall.visit.view().overlay);
  hall.wait(600s);
  CHECK(hall.at_rest());
  CHECK(hall.signed_out() == "1001");
}

TEST_CASE("the devices are shown as the terminal knows them") {
  StaffHall hall;
  hall.open_day({});
  hall.card(event::HealthChanged{drivers::DeviceHealth::failing});
  const auto devices = hall.screen<EndOfDayView>().devices;
  CHECK(devices.card_reader == drivers::DeviceHealth::failing);
  CHECK(devices.camera == drivers::DeviceHealth::working);
  CHECK(devices.store == offline_cache::StoreHealth::ready);
  CHECK_FALSE(devices.disk);
  CHECK_FALSE(devices.link.heard_at);
  auto day = day_of({});
  day.disk = offline_cache::DiskSpace{3, 7};
  day.terminal = "0417";
  hall.outbox.status.heard_at = hall.clock.now();
  CHECK(hall.visit.view().header.terminal.empty());
  hall.wait(1s);
  hall.day.told(day);
  CHECK(hall.screen<EndOfDayView>().devices.disk->free == 3);
  CHECK(hall.screen<EndOfDayView>().devices.link.heard_at);
  CHECK(hall.visit.view().header.terminal == "0417");
  hall.press(action::Leave{});
  CHECK(hall.visit.view().header.terminal.empty());
}

TEST_CASE("emergencies and services that are not offered are named on every page") {
  StaffHall hall;
  hall.catalogue.service_faults = {{"meal_order.json#/id", "is used twice", 3}};
  std::vector<offline_cache::DayItem> items;
  for (int i = 0; i < 9; ++i) items.push_back(item_of(i, ItemState::accepted));
  items[0].emergency = true;
  hall.open_day(items);
  hall.press(action::TurnPage{2});
  REQUIRE(hall.screen<EndOfDayView>().emergencies.size() == 1);
  CHECK(hall.screen<EndOfDayView>().emergencies[0].id == items[0].id);
  CHECK(hall.screen<EndOfDayView>().not_offered.size() == 1);
}
