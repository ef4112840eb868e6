#include "tests/kiosk/flow/staff_hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;
using drivers::PaperLeft;
using drivers::PrintError;
using State = PrintingView::State;

namespace {

void come_to_receipt(Hall& hall) {
  hall.open_form();
  hall.open_review();
  hall.submit_and_store();
}

PrintingView printing(const Hall& hall) {
  const auto view = hall.screen<ReceiptView>().printing;
  REQUIRE(view);
  return *view;
}

}  // namespace

TEST_CASE("a stored application's receipt prints by itself, once, with the name masked") {
  Hall hall;
  come_to_receipt(hall);
  REQUIRE(hall.printer.receipts.size() == 1);
  CHECK(hall.printer.receipts[0].receipt.number == "LS-0417-2611-0038");
  CHECK(hall.printer.receipts[0].masked_name == "王*芳");
  CHECK(hall.printer.receipts[0].decided_within.has_value());
  CHECK(printing(hall).state == State::printing);
  hall.printer.done(PaperLeft::little);
  CHECK(printing(hall).state == State::printed);
  hall.press(action::PrintReceipt{});
  CHECK(hall.printer.receipts.size() == 1);
}

TEST_CASE("nothing is printed before the application is durable") {
  Hall hall;
  hall.open_form();
  hall.open_review();
  hall.press(action::Submit{});
  hall.outbox.submitted(unexpected(offline_cache::SubmitError::disk_full));
  CHECK(hall.printer.receipts.empty());
}

TEST_CASE("a receipt that did not print says why, stays on the screen, and can be tried again") {
  Hall hall;
  come_to_receipt(hall);
  const int changes = hall.changes;
  hall.printer.done(unexpected(PrintError::paper_out));
  CHECK(hall.changes > changes);
  CHECK(printing(hall).state == State::failed);
  CHECK(printing(hall).error == PrintError::paper_out);
  CHECK(hall.screen<ReceiptView>().receipt.number == "LS-0417-2611-0038");
  hall.press(action::PrintReceipt{});
  CHECK(printing(hall).state == State::printing);
  CHECK_FALSE(printing(hall).error);
  hall.press(action::PrintReceipt{});  // a second press
  CHECK(hall.printer.receipts.size() == 2);
  hall.printer.done(PaperLeft::enough);
  CHECK(printing(hall).state == State::printed);
}

TEST_CASE("where the site wants it so, a receipt prints only when it is asked for") {
  Hall hall({.prints_by_itself = false});
  come_to_receipt(hall);
  CHECK(hall.printer.receipts.empty());
  CHECK(printing(hall).state == State::offered);
  hall.press(action::PrintReceipt{});
  CHECK(hall.printer.receipts.size() == 1);
}

TEST_CASE("a printer that never answers keeps nobody: one can leave, and the time runs") {
  Hall hall;
  come_to_receipt(hall);
  hall.press(action::Leave{});
  CHECK(hall.at_rest());
  come_to_receipt(hall);
  hall.wait(60s);
  CHECK(hall.at_rest());
}

TEST_CASE(
    "the end of a session drops what has not begun to print, and a late answer reaches nobody") {
  Hall hall;
  come_to_receipt(hall);
  const auto late = hall.printer.done;
  CHECK(hall.printer.forgotten == 0);
  hall.press(action::Leave{});
  CHECK(hall.printer.forgotten == 1);
  come_to_receipt(hall);
  late(unexpected(PrintError::paper_out));
  CHECK(printing(hall).state == State::printing);
}

TEST_CASE("the printer's answer does not lengthen the time that a receipt is shown") {
  Hall hall;
  come_to_receipt(hall);
  hall.wait(50s);
  hall.printer.done(PaperLeft::enough);
  hall.wait(10s);
  CHECK(hall.at_rest());
}

TEST_CASE("staff see how the printer is") {
  StaffHall hall;
  hall.open_day({});
  CHECK(hall.screen<EndOfDayView>().devices.has_printer);
  CHECK_FALSE(hall.screen<EndOfDayView>().devices.printer);
  hall.printer.report = unexpected(PrintError::cover_open);
  CHECK(hall.screen<EndOfDayView>().devices.printer->error() == PrintError::cover_open);
}
