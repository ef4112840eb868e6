#pragma once
#include <functional>
#include <optional>

#include "drivers/api/receipt_printer.h"

namespace linli::flow {

struct ReceiptView;

/// The receipt printer, seen from the flows; calls and callbacks on the UI thread.
class PrintDesk {
 public:
  using Done = std::function<void(drivers::PrinterReport)>;

  virtual ~PrintDesk() = default;
  /// Prints what the receipt's screen says. Answers once, unless forget() comes before its turn.
  virtual void print_receipt(const ReceiptView& receipt, Done done) = 0;
  /// Drops, and wipes, what has not begun to print.
  virtual void forget() = 0;
  /// As it was when it was last asked; empty: it has not answered yet.
  virtual std::optional<drivers::PrinterReport> state() const = 0;
};

}  // namespace linli::flow
