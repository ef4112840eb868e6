#include "kiosk/flow/copy_printing.h"

#include "kiosk/flow/wipe.h"

namespace linli::flow {

HandedIn::~HandedIn() {
  wipe(application.applicant);
  wipe(application.answers);
}

void CopyPrinting::begin() {
  using State = CopyView::State;
  const bool may = view_.state == State::offered || view_.state == State::failed;
  if (!view() || !may) return;
  view_ = {State::sending, std::nullopt};
  around_.needs.copies->print_application(
      handed_in_, pending_.wait_for([this](const Expected<void, drivers::PageError>& sent) {
        view_.state = sent ? State::sent : State::failed;
        if (!sent) view_.error = sent.error();
        around_.changed();
      }));
}

std::optional<CopyView> CopyPrinting::view() const {
  if (around_.needs.copies == nullptr || handed_in_ == nullptr) return std::nullopt;
  const bool begun = view_.state != CopyView::State::offered;
  if (!begun && !around_.needs.copies->takes_documents()) return std::nullopt;
  return view_;
}

}  // namespace linli::flow
