#include <thread>

#include "tests/drivers/printer/simulated_receipts.h"

using namespace linli;
using namespace linli::tests;

namespace {

struct Standing {
  PrinterFault fault;
  PrintError error;
};
constexpr Standing kStanding[] = {{PrinterFault::paper_out, PrintError::paper_out},
                                  {PrinterFault::cover_open, PrintError::cover_open},
                                  {PrinterFault::too_hot, PrintError::failing},
                                  {PrinterFault::silent, PrintError::silent},
                                  {PrinterFault::busy, PrintError::silent}};

}  // namespace

TEST_CASE(
    "what stands wrong with a printer is told before anything is sent, and then it is mended") {
  for (const Standing& standing : kStanding) {
    SimulatedReceipts printer;
    CAPTURE(static_cast<int>(standing.fault));
    printer.device->set(standing.fault);
    CHECK(printer.error_of(printer.look()) == standing.error);
    CHECK(printer.error_of(printer.print(stripes(20))) == standing.error);
    printer.device->mend();
    CHECK(printer.print(stripes(30)) == PaperLeft::enough);
    REQUIRE(printer.device->report().receipts == 1);
    CHECK(printer.device->receipts()[0] == stripes(30));
  }
}

TEST_CASE("paper that ends within a receipt is told, and the rest never comes out") {
  SimulatedReceipts printer;
  printer.device->set_paper(200);
  CHECK(printer.error_of(printer.print(stripes(1500))) == PrintError::paper_out);
  printer.device->mend();
  CHECK(printer.device->report().receipts == 0);
  CHECK(printer.print(stripes(64)) == PaperLeft::enough);
  REQUIRE(printer.device->report().receipts == 1);
  CHECK(printer.device->receipts()[0] == stripes(64));
}

TEST_CASE("paper that ends in the last band is told as well") {
  SimulatedReceipts printer;
  printer.device->set_paper(1499);
  CHECK(printer.error_of(printer.print(stripes(1500))) == PrintError::paper_out);
  CHECK(printer.device->report().receipts == 0);
}

TEST_CASE("a cutter that jams is told, and the strip is not another one's receipt") {
  SimulatedReceipts printer;
  printer.device->set(PrinterFault::cutter_jammed);
  CHECK(printer.look() == PaperLeft::enough);  // nobody knows before the cut
  CHECK(printer.error_of(printer.print(stripes(100))) == PrintError::cutter_jammed);
  CHECK(printer.error_of(printer.look()) == PrintError::cutter_jammed);
  printer.device->mend();
  CHECK(printer.print(stripes(40)) == PaperLeft::enough);
  REQUIRE(printer.device->report().receipts == 1);
  CHECK(printer.device->receipts()[0] == stripes(40));
}

TEST_CASE("a printer that is unplugged within a receipt is missing, wherever it happens") {
  for (const std::size_t bytes : {0U, 5U, 100U, 9000U, 40000U}) {
    CAPTURE(bytes);
    SimulatedReceipts printer;
    REQUIRE(printer.look());
    printer.device->unplug_after(12 + bytes);  // behind the first questions
    CHECK(printer.error_of(printer.print(stripes(1500))) == PrintError::missing);
    CHECK(printer.device->report().receipts == 0);
    REQUIRE_FALSE(printer.device->replug());
    CHECK(printer.print(stripes(64)) == PaperLeft::enough);
    REQUIRE_FALSE(printer.device->receipts().empty());
    CHECK(printer.device->receipts().back() == stripes(64));
  }
}

TEST_CASE("what hangs in the slot of a receipt that failed is cut off before the next one") {
  SimulatedReceipts printer;
  REQUIRE(printer.print(stripes(10)));
  printer.device->overheat_after(300);  // rows
  CHECK(printer.error_of(printer.print(stripes(1500))) == PrintError::failing);
  printer.device->mend();
  CHECK(printer.print(stripes(64)) == PaperLeft::enough);
  REQUIRE(printer.device->report().receipts == 3);
  CHECK(printer.device->receipts()[1].height == 300);
  CHECK(printer.device->receipts()[2] == stripes(64));
}

TEST_CASE("what hung in the slot before the program started is not another one's receipt") {
  SimulatedReceipts printer;
  printer.device->overheat_after(300);
  CHECK(printer.error_of(printer.print(stripes(1500))) == PrintError::failing);
  printer.device->mend();
  printer.start_again();
  CHECK(printer.print(stripes(64)) == PaperLeft::enough);
  REQUIRE(printer.device->report().receipts == 2);
  CHECK(printer.device->receipts()[0].height == 300);
  CHECK(printer.device->receipts()[1] == stripes(64));
}

TEST_CASE("a path where nothing is, or something else, is no printer") {
  const TemporaryFolder folder;
  drivers::EscPosPrinter nowhere({.device = folder / "nothing"});
  CHECK(nowhere.look({}).error() == PrintError::missing);
  drivers::EscPosPrinter directory({.device = folder.path()});
  CHECK(directory.look({}).error() == PrintError::missing);
}

TEST_CASE("a printer is one program's at a time") {
  SimulatedReceipts printer;
  REQUIRE(printer.look());
  drivers::EscPosPrinter other({.device = printer.folder / "printer"});
  CHECK(other.look({}).error() == PrintError::not_allowed);
}

TEST_CASE("a stop ends a print that waits for an hour") {
  SimulatedReceipts printer;
  printer.device->set(PrinterFault::busy);
  drivers::EscPosPrinter patient(
      {.device = printer.folder / "printer", .answers_within = std::chrono::hours(1)});
  std::stop_source stop;
  std::jthread stopper([&] { stop.request_stop(); });
  CHECK(patient.print(stripes(10), stop.get_token()).error() == PrintError::stopped);
}

TEST_CASE("a device that never stops talking is no printer") {
  drivers::EscPosPrinter printer(
      {.device = "/dev/zero", .answers_within = std::chrono::milliseconds(100)});
  CHECK(printer.look({}).error() == PrintError::silent);
}
