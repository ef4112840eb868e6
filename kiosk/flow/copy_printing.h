#pragma once
#include "kiosk/flow/pending.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// The applicant's own copy of the whole application, on request: offered → sending → sent, or
/// failed → sending. Owns what was handed in until the receipt is left.
class CopyPrinting {
 public:
  /// Null: nothing to print a copy of.
  CopyPrinting(Surroundings& around, std::shared_ptr<const HandedIn> handed_in)
      : around_(around), handed_in_(std::move(handed_in)) {}

  /// Does nothing while it is being sent, and once it was.
  void begin();
  /// Empty where there is no printer for it, or nothing to print.
  std::optional<CopyView> view() const;

 private:
  Surroundings& around_;
  std::shared_ptr<const HandedIn> handed_in_;
  Pending pending_;
  CopyView view_;
};

}  // namespace linli::flow
