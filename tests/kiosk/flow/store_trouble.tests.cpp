#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

using offline_cache::StoreHealth;

namespace {

/// In its menu; the way back leads home.
bool service_available(Hall& hall) {
  hall.press_tile(TileKind::group);
  const bool available = hall.screen<MenuView>().tiles.front().available;
  hall.press(action::Back{});
  return available;
}

}  // namespace

TEST_CASE("a full disk refuses new applications before anything is typed, the rest works") {
  Hall hall;
  hall.outbox.becomes(StoreHealth::disk_full);
  CHECK_FALSE(service_available(hall));
  hall.choose_service();
  CHECK(hall.shows<MenuView>());
  hall.press(action::Back{});
  hall.press_tile(TileKind::progress);
  CHECK(hall.shows<ScanView>());
  hall.press(action::Back{});
  hall.press_tile(TileKind::benefits);
  hall.identify();
  CHECK(hall.screen<BenefitsView>().can_apply == nullptr);
  hall.press(action::ApplyFor{&hall.catalogue.services[0]});
  CHECK(hall.shows<BenefitsView>());
}

TEST_CASE("a disk that fills up during the consent refuses the application") {
  Hall hall;
  hall.choose_service();
  hall.place(card_of());
  hall.outbox.becomes(StoreHealth::disk_full);
  hall.press(action::Agree{});
  CHECK(hall.shows<HomeView>());
}

TEST_CASE("what was begun before the disk filled up can be finished") {
  Hall hall;
  hall.open_form();
  hall.answer_step("applicant");
  hall.outbox.becomes(StoreHealth::disk_full);
  hall.press(action::Back{});
  CHECK(service_available(hall));
  hall.open_form();
  hall.open_review();
  hall.submit_and_store();
  CHECK(hall.shows<ReceiptView>());
}

TEST_CASE("a store that can't be used takes the terminal out of service, and help still works") {
  for (const StoreHealth health :
       {StoreHealth::broken, StoreHealth::newer, StoreHealth::behind, StoreHealth::in_use}) {
    Hall hall;
    hall.outbox.becomes(health);
    CHECK(hall.screen<OutOfServiceView>().reason == health);
    hall.place(card_of());
    hall.press(action::PressTile{{TileKind::benefits, nullptr, true}});
    CHECK(hall.shows<OutOfServiceView>());
    CHECK_FALSE(hall.visit.view().session_open);
    hall.press(action::CallHelp{});
    CHECK(hall.shows<HelpView>());
    hall.press(action::Back{});
    hall.outbox.becomes(StoreHealth::ready);
    CHECK(hall.shows<HomeView>());
  }
}

TEST_CASE("an application on the screen stays there when the store fails") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  hall.press(action::Submit{});
  hall.outbox.submitted(unexpected(offline_cache::SubmitError::store_failed));
  hall.outbox.becomes(StoreHealth::broken);
  CHECK(hall.screen<ReviewView>().error == offline_cache::SubmitError::store_failed);
}

TEST_CASE("a receipt stays on the screen when the store fails afterwards") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  hall.submit_and_store();
  hall.outbox.becomes(StoreHealth::broken);
  CHECK(hall.shows<ReceiptView>());
  hall.press(action::Leave{});
  CHECK(hall.shows<OutOfServiceView>());
}

TEST_CASE("a session may leave while the terminal is out of service") {
  Hall hall;
  hall.identify();
  hall.outbox.becomes(StoreHealth::broken);
  CHECK(hall.shows<OutOfServiceView>());
  hall.press(action::Leave{});
  CHECK_FALSE(hall.visit.view().session_open);
}

TEST_CASE("the camera is closed when the store fails") {
  Hall hall;
  hall.press_tile(TileKind::progress);
  hall.outbox.becomes(StoreHealth::broken);
  CHECK_FALSE(hall.scan_desk.open);
}

TEST_CASE("while the store is opening nothing new is begun") {
  Hall hall;
  hall.outbox.becomes(StoreHealth::starting);
  CHECK(hall.screen<HomeView>().starting);
  CHECK_FALSE(service_available(hall));
  hall.place(card_of());  // is read all the same
  CHECK(hall.visit.view().session_open);
  hall.outbox.becomes(StoreHealth::ready);
  hall.press(action::Agree{});
  CHECK_FALSE(hall.screen<HomeView>().starting);
  CHECK(service_available(hall));
}
