#pragma once
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "drivers/printer/escpos_printer.h"
#include "drivers/simulated/simulated_printer.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {

using drivers::DotPicture;
using drivers::PaperLeft;
using drivers::PrintError;
using drivers::simulated::PrinterFault;

/// Dots by chance, with every byte there is.
inline DotPicture noise(int rows, unsigned seed = 1) {
  std::mt19937 random(seed);
  DotPicture picture{.width = drivers::kReceiptDots, .height = rows, .rows = {}};
  picture.rows.resize(static_cast<std::size_t>(picture.width / 8 * rows));
  for (auto& byte : picture.rows) byte = static_cast<std::uint8_t>(random());
  return picture;
}

/// Stripes: nothing in it looks like a command.
inline DotPicture stripes(int rows) {
  DotPicture picture{.width = drivers::kReceiptDots, .height = rows, .rows = {}};
  picture.rows.assign(static_cast<std::size_t>(picture.width / 8 * rows), 0x55);
  return picture;
}

/// A simulated printer and the driver at the other end of a real pty.
struct SimulatedReceipts {
  SimulatedReceipts() {
    auto started = drivers::simulated::Printer::start(
        {.link = folder / "printer", .receipts = folder / "receipts"});
    REQUIRE(started);
    device = std::move(*started);
    std::filesystem::create_directory(folder / "receipts");
  }

  drivers::PrinterReport look() { return driver.look({}); }
  drivers::PrinterReport print(const DotPicture& picture) { return driver.print(picture, {}); }
  /// The terminal's program, and not the printer, has ended and begun anew.
  void start_again() { driver = drivers::EscPosPrinter(options()); }
  PrintError error_of(const drivers::PrinterReport& report) {
    REQUIRE_FALSE(report);
    return report.error();
  }

  TemporaryFolder folder{};
  std::unique_ptr<drivers::simulated::Printer> device{};
  drivers::EscPosPrinter driver{options()};

 private:
  drivers::EscPosOptions options() const {
    return {.device = folder / "printer",
            .answers_within = std::chrono::milliseconds(300),
            .takes_within = std::chrono::milliseconds(500),
            .prints_within = std::chrono::milliseconds(2000)};
  }
};

}  // namespace linli::tests
