#pragma once
#include "kiosk/flow/pending.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// The receipt on paper: offered → printing → printed, or failed → printing, as often as wanted.
/// Nothing waits for it: the receipt is on the screen all the time.
class ReceiptPrinting {
 public:
  explicit ReceiptPrinting(Surroundings& around) : around_(around) {}

  /// Does nothing where no printer is, while it prints, and once it has.
  void begin(const ReceiptView& receipt);
  /// Empty where no printer is.
  std::optional<PrintingView> view() const;

 private:
  Surroundings& around_;
  Pending pending_;
  PrintingView view_;
};

}  // namespace linli::flow
