#include "kiosk/flow/receipt_printing.h"

namespace linli::flow {

void ReceiptPrinting::begin(const ReceiptView& receipt) {
  using State = PrintingView::State;
  const bool may = view_.state == State::offered || view_.state == State::failed;
  if (around_.needs.printer == nullptr || !may) return;
  view_ = {State::printing, std::nullopt};
  around_.needs.printer->print_receipt(
      receipt, pending_.wait_for([this](const drivers::PrinterReport& report) {
        view_.state = report ? State::printed : State::failed;
        if (!report) view_.error = report.error();
        around_.changed();
      }));
}

std::optional<PrintingView> ReceiptPrinting::view() const {
  if (around_.needs.printer == nullptr) return std::nullopt;
  return view_;
}

}  // namespace linli::flow
