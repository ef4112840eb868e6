#pragma once
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/api/receipt_printer.h"

namespace linli::drivers::simulated {

/// What stands wrong with a printer until it is mended.
enum class PrinterFault {
  paper_low,
  paper_out,
  cover_open,
  cutter_jammed,  // at the next cut
  too_hot,
  silent,  // answers nothing; what it is sent is lost
  busy,    // takes nothing
};

/// By its name in the console: paper_low.
std::optional<PrinterFault> printer_fault(std::string_view name);
std::string printer_fault_names();

/// What happens between the wire and the slot: bytes of ESC/POS go in, receipts and answers come
/// out. Real-time commands are obeyed wherever they stand, also within a picture. While it can't
/// print it keeps what it is sent. One thread.
class PrinterMechanism {
 public:
  /// Bytes that came over the wire; answers with those that go back.
  Bytes take(ByteView bytes);

  void set(PrinterFault fault) { faults_.insert(fault); }
  /// Mends everything; what it had kept is printed. A strip that was begun stays in staff's hands.
  void mend();
  bool has(PrinterFault fault) const { return faults_.contains(fault); }
  /// So many rows until the paper ends; the roll is as good as endless before.
  void set_paper(int rows) { rows_left_ = rows; }
  /// So many rows until the head is too hot.
  void overheat_after(int rows) { cool_rows_left_ = rows; }

  /// Those that were cut off, in order.
  const std::vector<DotPicture>& receipts() const { return receipts_; }
  /// Bytes that are no command it knows; 0 if the driver keeps to the wire.
  std::size_t unknown() const { return unknown_; }

 private:
  static constexpr int kEndless = 1 << 30;

  bool can_print() const;
  void hear(std::uint8_t byte);
  void obey_real_time();
  std::uint8_t answer_to(std::uint8_t question) const;
  void work();
  std::size_t command_size() const;
  void run_command(std::size_t size);
  void print(ByteView raster);
  void cut();
  void run_out_of_paper();

  std::set<PrinterFault> faults_;
  bool cutter_stuck_ = false;
  bool tells_changes_ = true;  // Automatic Status Back, as its switch is set
  int rows_left_ = kEndless;
  int cool_rows_left_ = kEndless;
  std::deque<std::uint8_t> kept_;  // not obeyed yet
  Bytes heard_;                    // the beginning of a real-time command
  Bytes answers_;
  DotPicture strip_;  // printed, not cut off
  std::vector<DotPicture> receipts_;
  std::size_t unknown_ = 0;
};

}  // namespace linli::drivers::simulated
