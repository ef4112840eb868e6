#include <png.h>

#include "tests/drivers/printer/simulated_receipts.h"

using namespace linli;
using namespace linli::tests;

TEST_CASE("what comes out of the printer is the picture that was sent, dot by dot") {
  SimulatedReceipts printer;
  for (const int rows : {1, 127, 128, 129, 1500}) {
    CAPTURE(rows);
    CHECK(printer.print(stripes(rows)) == PaperLeft::enough);
    CHECK(printer.device->receipts().back() == stripes(rows));
  }
  CHECK(printer.device->report().unknown == 0);
}

TEST_CASE("of a picture with every byte there is nothing is lost or obeyed") {
  SimulatedReceipts printer;
  const DotPicture sent = noise(drivers::kMostReceiptRows);
  CHECK(printer.print(sent) == PaperLeft::enough);
  const auto receipts = printer.device->receipts();
  REQUIRE(receipts.size() == 1);
  REQUIRE(receipts[0].rows.size() == sent.rows.size());
  std::size_t other = 0;
  for (std::size_t i = 0; i < sent.rows.size(); ++i) {
    const bool guarded = sent.rows[i] == 0x10 && receipts[0].rows[i] == 0x30;
    other += receipts[0].rows[i] != sent.rows[i] && !guarded;
  }
  CHECK(other == 0);
  CHECK(printer.device->report().unknown == 0);
}

TEST_CASE("each receipt is a picture in the simulator's folder") {
  SimulatedReceipts printer;
  REQUIRE(printer.print(stripes(40)));
  REQUIRE(printer.print(stripes(50)));
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  const std::string file = printer.folder / "receipts/receipt-2.png";
  REQUIRE(png_image_begin_read_from_file(&image, file.c_str()) != 0);
  CHECK(image.width == 576);
  CHECK(image.height == 50);
  png_image_free(&image);
}

TEST_CASE("little paper is told before and after printing, and it prints") {
  SimulatedReceipts printer;
  printer.device->set(PrinterFault::paper_low);
  CHECK(printer.look() == PaperLeft::little);
  CHECK(printer.print(stripes(300)) == PaperLeft::little);
  CHECK(printer.device->report().receipts == 1);
}

TEST_CASE("a printer that was unplugged between two receipts is found again") {
  SimulatedReceipts printer;
  REQUIRE(printer.print(stripes(10)));
  printer.device->unplug();
  CHECK(printer.error_of(printer.look()) == PrintError::missing);
  REQUIRE_FALSE(printer.device->replug());
  CHECK(printer.print(stripes(10)) == PaperLeft::enough);
  printer.device->unplug();
  REQUIRE_FALSE(printer.device->replug());
  CHECK(printer.print(stripes(10)) == PaperLeft::enough);
  CHECK(printer.device->report().receipts == 3);
}
