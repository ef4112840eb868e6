#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

namespace {

/// A hall whose relief leads on to the service with every kind of field.
struct LinkedHall : Hall {
  LinkedHall() {
    for (auto& service : catalogue.services) {
      if (service.id == "temporary_relief") service.follow_ups = {"whole_form", "not_there"};
    }
  }
  const catalogue::Service* follow_up() const { return catalogue.find("whole_form"); }
};

void come_to_receipt(Hall& hall, const char* urgency = "this_month") {
  hall.open_form();
  hall.fill_in_until("help");
  hall.answer_step("help");
  hall.press(action::ChooseOption{"urgency", urgency});
  hall.press(action::Next{});
  hall.open_review();
  hall.submit_and_store();
}

}  // namespace

TEST_CASE("the receipt promises what the service's file says") {
  Hall hall;
  come_to_receipt(hall);
  const auto promise = hall.screen<ReceiptView>().decided_within;
  REQUIRE(promise);
  CHECK(promise->unit == catalogue::Deadline::Unit::working_days);
  CHECK(promise->last_day == std::chrono::year(2026) / 12 / 18);
}

TEST_CASE("a service without a deadline promises nothing") {
  Hall hall;
  for (auto& service : hall.catalogue.services) service.decided_within.reset();
  come_to_receipt(hall);
  CHECK_FALSE(hall.screen<ReceiptView>().decided_within);
}

TEST_CASE("an emergency is promised in hours, and staff are called") {
  Hall hall;
  come_to_receipt(hall, "now");
  CHECK(hall.outbox.applications.back().urgent);
  const auto receipt = hall.screen<ReceiptView>();
  CHECK(receipt.urgent);
  REQUIRE(receipt.decided_within);
  CHECK(receipt.decided_within->unit == catalogue::Deadline::Unit::hours);
  CHECK(hall.audit.has(offline_cache::AuditKind::help_called));
}

TEST_CASE("nobody is called for what is no emergency") {
  Hall hall;
  come_to_receipt(hall);
  CHECK_FALSE(hall.screen<ReceiptView>().urgent);
  CHECK_FALSE(hall.audit.has(offline_cache::AuditKind::help_called));
}

TEST_CASE("what goes with a matter has a page of its own behind the receipt") {
  LinkedHall hall;
  come_to_receipt(hall);
  CHECK(hall.screen<ReceiptView>().pages == 2);
  CHECK(hall.screen<ReceiptView>().follow_ups == std::vector{hall.follow_up()});
  CHECK_FALSE(hall.screen<ReceiptView>().shows_follow_ups);
  hall.press(action::TurnPage{1});
  CHECK(hall.screen<ReceiptView>().shows_follow_ups);
  hall.press(action::SetMode{DisplayMode::large});
  CHECK(hall.screen<ReceiptView>().pages == 3);
}

TEST_CASE("a follow-up begins in the same session, and its consent leads back to the receipt") {
  LinkedHall hall;
  come_to_receipt(hall);
  hall.press(action::ApplyFor{hall.follow_up()});
  CHECK(hall.screen<IdentityView>().service == hall.follow_up());
  hall.press(action::Back{});
  CHECK(hall.shows<ReceiptView>());
  hall.press(action::ApplyFor{hall.follow_up()});
  hall.press(action::Agree{});
  CHECK(hall.screen<FormView>().service == hall.follow_up());
  hall.press(action::Back{});
  CHECK(hall.screen<ReceiptView>().receipt.number == "LS-0417-2611-0038");
}

TEST_CASE("from a receipt nothing begins that does not go with it") {
  Hall hall;
  come_to_receipt(hall);
  hall.press(action::ApplyFor{hall.catalogue.find("whole_form")});
  CHECK(hall.shows<ReceiptView>());
}

TEST_CASE("without room for new work no follow-up is offered") {
  LinkedHall hall;
  come_to_receipt(hall);
  hall.outbox.becomes(offline_cache::StoreHealth::disk_full);
  CHECK(hall.screen<ReceiptView>().follow_ups.empty());
  CHECK(hall.screen<ReceiptView>().pages == 1);
}
