#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include "drivers/simulated/printer_mechanism.h"
#include "drivers/simulated/pty_line.h"

namespace linli::drivers::simulated {

struct PrinterOptions {
  std::filesystem::path link;      // where the driver finds the device
  std::filesystem::path receipts;  // folder for what is printed, receipt-1.png …; empty: none kept
};

/// A printer for receipts behind a pseudo-terminal. Its own thread answers; everything here may be
/// called from any thread.
class Printer {
 public:
  static Expected<std::unique_ptr<Printer>, std::error_code> start(PrinterOptions options);
  ~Printer();

  /// Pulls the plug; the driver sees a hang-up and the link is gone on return.
  void unplug();
  /// Pulls it by itself once so many more bytes have come.
  void unplug_after(std::size_t bytes);
  /// Plugs it in again: a new line under the same link. What stands wrong with it stays.
  std::error_code replug();

  void set(PrinterFault fault);
  void mend();
  /// So many rows until the paper ends.
  void set_paper(int rows);
  /// So many rows until its head is too hot.
  void overheat_after(int rows);

  struct Report {
    bool plugged = false;
    std::size_t receipts = 0;  // cut off, since the start
    std::size_t unknown = 0;   // bytes that are no command
  };
  Report report() const;
  std::vector<DotPicture> receipts() const;

 private:
  explicit Printer(PrinterOptions options) : options_(std::move(options)) {}
  void pull();
  void serve(const std::stop_token& stop);
  bool is_busy() const;
  Bytes take(ByteView bytes);
  void keep_receipts();

  const PrinterOptions options_;
  std::mutex plug_mutex_;  // one hand on the plug at a time; taken before mutex_
  mutable std::mutex mutex_;
  PrinterMechanism mechanism_;
  std::size_t kept_ = 0;  // receipts that are in the folder
  std::optional<std::size_t> bytes_left_;
  std::optional<PtyLine> line_;
  std::jthread server_;  // runs while the device is plugged in
};

}  // namespace linli::drivers::simulated
