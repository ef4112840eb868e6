#include <catch2/generators/catch_generators.hpp>

#include "tests/kiosk/flow/staff_hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using offline_cache::SignInRefusal;

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

TEST_CASE("a resident who came to the sign-in by chance finds help there") {
  StaffHall hall;
  hall.open_door();
  hall.press(action::CallHelp{});
  CHECK(hall.shows<flow::HelpView>());
  hall.press(action::Back{});
  CHECK(hall.shows<HomeView>());
}

TEST_CASE("a resident's card at the sign-in is served at once") {
  StaffHall hall;
  hall.open_door();
  hall.place(card_of());
  CHECK_FALSE(hall.visit.view().session_open);  // it may be a staff member's own
  hall.staff.card_done(std::nullopt);
  CHECK(hall.visit.view().session_open);
  CHECK(hall.shows<IdentityView>());
}

TEST_CASE("a card that leaves before it is known whose it is ends a session as it would later") {
  const bool ends = GENERATE(true, false);
  flow::VisitSettings settings;
  settings.ends_on_card_removal = ends;
  StaffHall hall(settings);
  hall.open_door();
  hall.place(card_of());
  hall.card(event::Removed{});
  CHECK(hall.shows<StaffSignInView>());
  hall.staff.card_done(std::nullopt);
  CHECK(hall.visit.view().session_open == !ends);
}

TEST_CASE("a resident's card at the sign-in of a terminal out of service begins nothing") {
  StaffHall hall;
  hall.outbox.becomes(offline_cache::StoreHealth::behind);
  hall.open_door();
  hall.place(card_of());
  hall.staff.card_done(std::nullopt);
  CHECK(hall.shows<OutOfServiceView>());
  CHECK_FALSE(hall.visit.view().session_open);
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

TEST_CASE("a staff member's own card stands for their number, and the PIN is still asked for") {
  StaffHall hall;
  hall.open_door();
  hall.card(event::Found{});
  CHECK(hall.screen<StaffSignInView>().card == SignInCard::reading);
  hall.card(event::Read{card_of()});
  CHECK(hall.staff.card == number_of(28));
  CHECK(hall.screen<StaffSignInView>().checking);
  hall.staff.card_done(std::string("1001"));
  const auto view = hall.screen<StaffSignInView>();
  CHECK(view.number == "1001");
  CHECK(view.active == SignInField::pin);
  CHECK_FALSE(view.complete);
  CHECK_FALSE(hall.visit.view().session_open);
  hall.type("482913");
  hall.press(action::Next{});
  CHECK(hall.staff.number == "1001");
  CHECK(hall.staff.pin == "482913");
}

TEST_CASE("a card whose number is locked, or that nobody can look up, says so and lets nobody in") {
  StaffHall hall;
  hall.open_door();
  const auto why = GENERATE(SignInRefusal::Why::locked, SignInRefusal::Why::store_failed);
  hall.place(card_of());
  hall.staff.card_done(unexpected(SignInRefusal{why, hall.clock.now() + 30s}));
  const auto view = hall.screen<StaffSignInView>();
  REQUIRE(view.refusal);
  CHECK(view.refusal->why == why);
  CHECK(view.number.empty());
  CHECK_FALSE(hall.visit.view().session_open);
  hall.type("1");
  CHECK_FALSE(hall.screen<StaffSignInView>().refusal);
}

TEST_CASE("a card that can't be read is asked for again, and typing does as well") {
  StaffHall hall;
  hall.open_door();
  hall.card(event::Found{});
  SECTION("not read") { hall.card(event::Failed{drivers::CardReadError::not_readable}); }
  SECTION("taken away") { hall.card(event::Removed{}); }
  CHECK(hall.screen<StaffSignInView>().card == SignInCard::not_read);
  hall.type("1");
  CHECK(hall.screen<StaffSignInView>().card == SignInCard::none);
  CHECK(hall.screen<StaffSignInView>().number == "1");
}

TEST_CASE("a card's answer that comes after the sign-in was left changes nothing") {
  StaffHall hall;
  hall.open_door();
  hall.place(card_of());
  hall.press(action::Leave{});
  hall.staff.card_done(std::string("1001"));
  CHECK(hall.at_rest());
  hall.open_door();
  CHECK(hall.screen<StaffSignInView>().number.empty());
}
