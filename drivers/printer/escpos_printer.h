#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "drivers/api/receipt_printer.h"
#include "drivers/printer/escpos.h"
#include "drivers/serial/serial_line.h"

namespace linli::drivers {

struct EscPosOptions {
  std::filesystem::path device;  // a serial line, /dev/usb/lp0, or a simulator's link
  int baud = 115200;             // of a serial line
  std::chrono::milliseconds answers_within{500};    // to a question, besides the line's own time
  std::chrono::milliseconds takes_within{10'000};   // a band, besides the line's own time
  std::chrono::milliseconds prints_within{20'000};  // what it has taken
};

/// A printer for receipts that speaks ESC/POS.
class EscPosPrinter final : public ReceiptPrinter {
 public:
  explicit EscPosPrinter(EscPosOptions options) : options_(std::move(options)) {}

  PrinterReport look(std::stop_token stop) override;
  PrinterReport print(const DotPicture& picture, std::stop_token stop) override;

 private:
  template <class T>
  using Result = Expected<T, PrintError>;

  PrinterReport ask_all(const std::stop_token& stop);
  Result<void> open();
  Result<std::uint8_t> ask(escpos::Question question, const std::stop_token& stop);
  Result<std::uint8_t> read_byte(base::SteadyTime deadline, const std::stop_token& stop);
  Result<void> write(ByteView bytes, std::chrono::milliseconds takes, const std::stop_token& stop);
  Result<void> send(const DotPicture& picture, const std::stop_token& stop);
  PrinterReport wait_until_printed(const std::stop_token& stop);
  Result<void> forget(const std::stop_token& stop);
  PrinterReport clear(const PrinterReport& report, const std::stop_token& stop);
  Unexpected<PrintError> lost(LineError error);

  EscPosOptions options_;
  std::unique_ptr<DeviceLine> line_;     // null while it is not open
  std::chrono::milliseconds on_wire_{};  // how long what was last written is on its way
  bool done_ = false;                    // it said so of the receipt that was sent
  /// It may hold something of an earlier receipt, in its memory or uncut in its slot: also of one
  /// that was printed before this program started.
  bool holds_rest_ = true;
};

/// For the log and for those who install terminals: "out of paper", "ready, little paper left".
std::string_view describe(const PrinterReport& report);

}  // namespace linli::drivers
