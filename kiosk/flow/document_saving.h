#pragma once
#include <functional>

#include "kiosk/flow/document_desk.h"
#include "kiosk/flow/pending.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// A file that staff ask for: idle → saving → saved or failed, as often as wanted.
class DocumentSaving {
 public:
  /// Who asks for what is noted in the audit trail before it is done; `staff` is their number.
  DocumentSaving(Surroundings& around, std::string staff)
      : around_(around), staff_(std::move(staff)) {}

  /// `save` hands the document to the desk; not while another is being saved. `what` names it in
  /// the audit trail, and nobody.
  void begin(std::string_view what,
             const std::function<void(DocumentDesk&, DocumentDesk::Saved)>& save);
  /// What was saved is of no interest any more; not while it is being saved.
  void forget() { view_ = {}; }
  bool saving() const { return view_.state == SavingView::State::saving; }
  const SavingView& view() const { return view_; }

 private:
  Surroundings& around_;
  std::string staff_;
  Pending pending_;
  SavingView view_;
};

}  // namespace linli::flow
