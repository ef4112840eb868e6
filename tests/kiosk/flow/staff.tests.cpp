#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using offline_cache::AuditKind;
using offline_cache::CloseError;
using offline_cache::DayOverview;
using offline_cache::ItemState;
using offline_cache::ItemTrouble;
using offline_cache::Reconciliation;
using offline_cache::SetAsideReason;
using offline_cache::SignInRefusal;
using offline_cache::StaffRole;

namespace {

offline_cache::DayItem item_of(int number, ItemState state) {
  offline_cache::DayItem item;
  item.id.bytes[0] = static_cast<std::uint8_t>(number);
  item.receipt_number = "LS-0417-2611-00" + std::to_string(10 + number);
  item.service = "temporary_relief";
  item.bytes = 1800000;
  item.state = state;
  if (state == ItemState::quarantined) item.trouble = ItemTrouble::refused;
  return item;
}

DayOverview day_of(std::vector<offline_cache::DayItem> items) {
  DayOverview day;
  day.stored = static_cast<int>(items.size());
  for (const auto& item : items) {
    day.accepted += item.state == ItemState::accepted;
    day.on_the_way += item.state == ItemState::stored;
    day.for_staff += item.state == ItemState::quarantined && !item.set_aside;
  }
  day.items = std::move(items);
  return day;
}

struct StaffHall : Hall {
  void open_door() {
    press(action::HoldHallName{});
    wait(3s);
  }
  void type_in(const char* number, const char* pin) {
    press(action::ActivateField{"number"});
    type("C");
    type(number);
    press(action::ActivateField{"pin"});
    type(pin);
    press(action::Next{});
  }
  void enter(StaffRole role = StaffRole::clerk) {
    open_door();
    type_in("1001", "482913");
    staff.done(offline_cache::StaffMember{"1001", "李敏", role});
  }
  void open_day(std::vector<offline_cache::DayItem> items, StaffRole role = StaffRole::clerk) {
    enter(role);
    day.told(day_of(std::move(items)));
  }
  std::string signed_out() const {
    for (const auto& [kind, detail] : audit.events) {
      if (kind == AuditKind::staff_signed_out) return detail;
    }
    return {};
  }
};

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

TEST_CASE("holding the hall's name for three seconds opens the sign-in") {
  StaffHall hall;
  CHECK(hall.visit.view().header.staff_door);
  hall.press(action::HoldHallName{});
  CHECK(hall.visit.next_deadline() == hall.clock.steady() + 3s);
  hall.wait(2999ms);
  CHECK(hall.shows<HomeView>());
  hall.wait(1ms);
  CHECK(hall.shows<StaffSignInView>());
  CHECK_FALSE(hall.visit.view().header.staff_door);
}

TEST_CASE("a short press on the hall's name, or something else meanwhile, opens nothing") {
  StaffHall hall;
  hall.press(action::HoldHallName{});
  hall.wait(2s);
  SECTION("let go") { hall.press(action::LetGoHallName{}); }
  SECTION("another press") { hall.press(action::SetMode{DisplayMode::large}); }
  SECTION("a card") { hall.card(event::Found{}); }
  hall.wait(5s);
  CHECK_FALSE(hall.shows<StaffSignInView>());
}

TEST_CASE("the door is shut while a resident is served") {
  StaffHall hall;
  hall.identify();
  CHECK_FALSE(hall.visit.view().header.staff_door);
  hall.open_door();
  CHECK(hall.visit.view().session_open);
  CHECK_FALSE(hall.shows<StaffSignInView>());
}

TEST_CASE("a terminal without staff screens has no door") {
  Hall hall;
  flow::Visit plain({hall.clock,
                     hall.catalogue,
                     hall.outbox,
                     hall.lookups,
                     hall.drafts,
                     hall.audit,
                     hall.scan_desk,
                     {}});
  CHECK_FALSE(plain.view().header.staff_door);
  plain.act(action::HoldHallName{});
  hall.clock.advance(4s);
  plain.tick();
  CHECK(std::holds_alternative<HomeView>(plain.view().screen));
}

TEST_CASE("a resident who came to the sign-in by chance gets help there, and is served by card") {
  StaffHall hall;
  hall.open_door();
  SECTION("help") {
    hall.press(action::CallHelp{});
    CHECK(hall.shows<flow::HelpView>());
    hall.press(action::Back{});
    CHECK(hall.shows<HomeView>());
  }
  SECTION("card") {
    hall.place(card_of());
    CHECK(hall.visit.view().session_open);
  }
}

TEST_CASE("staff come in when the store refuses residents") {
  StaffHall hall;
  hall.outbox.becomes(offline_cache::StoreHealth::behind);
  hall.open_door();
  CHECK(hall.shows<StaffSignInView>());
}

TEST_CASE("number and PIN are handed in once both have four digits, and the PIN is not shown") {
  StaffHall hall;
  hall.open_door();
  hall.type("1001");
  CHECK(hall.screen<StaffSignInView>().number == "1001");
  hall.press(action::Next{});
  CHECK(hall.screen<StaffSignInView>().active == SignInField::pin);
  hall.type("48x2<9137778");
  CHECK(hall.screen<StaffSignInView>().pin_digits == 8);
  CHECK(hall.screen<StaffSignInView>().complete);
  hall.press(action::Next{});
  CHECK(hall.staff.number == "1001");
  CHECK(hall.staff.pin == "48913777");
  CHECK(hall.screen<StaffSignInView>().checking);
  CHECK(hall.screen<StaffSignInView>().pin_digits == 0);
  hall.type("1");  // not while it is looked at
  CHECK(hall.screen<StaffSignInView>().pin_digits == 0);
}

TEST_CASE("a refusal is shown until the next key, and the PIN is to be typed again") {
  StaffHall hall;
  hall.open_door();
  hall.type_in("1001", "000000");
  const auto until = hall.clock.now() + 30s;
  hall.staff.done(unexpected(SignInRefusal{SignInRefusal::Why::locked, until}));
  const auto view = hall.screen<StaffSignInView>();
  REQUIRE(view.refusal);
  CHECK(view.refusal->why == SignInRefusal::Why::locked);
  CHECK(view.refusal->locked_until == until);
  CHECK(view.pin_digits == 0);
  hall.type("4");
  CHECK_FALSE(hall.screen<StaffSignInView>().refusal);
}

TEST_CASE("an answer to a sign-in that was left lets nobody in") {
  StaffHall hall;
  hall.open_door();
  hall.type_in("1001", "482913");
  hall.press(action::Leave{});
  hall.staff.done(offline_cache::StaffMember{"1001", "李敏", StaffRole::clerk});
  CHECK(hall.at_rest());
  CHECK(hall.day.asked == 0);
}

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

TEST_CASE("a sign-in that nobody finishes goes home as every screen does") {
  StaffHall hall;
  hall.open_door();
  hall.type("1001");
  hall.wait(90s);
  CHECK(hall.at_rest());
  CHECK(hall.sessions_ended == 1);
}

TEST_CASE("a card placed while staff work begins nothing, not even when they lock") {
  StaffHall hall;
  hall.open_day({});
  hall.place(card_of());
  CHECK(hall.shows<EndOfDayView>());
  CHECK_FALSE(hall.visit.view().session_open);
  hall.press(action::Leave{});
  CHECK(hall.at_rest());
  hall.place(card_of());
  CHECK(hall.visit.view().session_open);
}

TEST_CASE("the devices are shown as the terminal knows them") {
  StaffHall hall;
  hall.open_day({});
  hall.card(event::HealthChanged{drivers::DeviceHealth::failing});
  const auto devices = hall.screen<EndOfDayView>().devices;
  CHECK(devices.card_reader == drivers::DeviceHealth::failing);
  CHECK(devices.camera == drivers::DeviceHealth::working);
  CHECK(devices.store == offline_cache::StoreHealth::ready);
}
