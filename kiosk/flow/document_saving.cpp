#include "kiosk/flow/document_saving.h"

namespace linli::flow {

using offline_cache::AuditKind;

void DocumentSaving::begin(std::string_view what,
                           const std::function<void(DocumentDesk&, DocumentDesk::Saved)>& save) {
  if (saving()) return;
  // Before the file is there: nothing leaves without a trace.
  around_.needs.audit.record(AuditKind::staff_saves_document, staff_ + " " + std::string(what));
  view_ = {SavingView::State::saving, {}, {}};
  save(around_.needs.staff->documents,
       pending_.wait_for([this](const Expected<std::string, SaveError>& file) {
         if (file) {
           view_ = {SavingView::State::saved, {}, *file};
         } else {
           view_ = {SavingView::State::failed, file.error(), {}};
         }
         around_.changed();
       }));
}

}  // namespace linli::flow
