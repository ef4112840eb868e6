#include "kiosk/flow/document_saving.h"

namespace linli::flow {

using offline_cache::AuditKind;

void DocumentSaving::begin(const std::function<void(DocumentDesk&, DocumentDesk::Saved)>& save) {
  if (saving()) return;
  view_ = {SavingView::State::saving, {}, {}};
  save(around_.needs.staff->documents,
       pending_.wait_for([this](const Expected<std::string, SaveError>& file) {
         if (file) {
           view_ = {SavingView::State::saved, {}, *file};
           around_.needs.audit.record(AuditKind::staff_saves_document, staff_ + " " + *file);
         } else {
           view_ = {SavingView::State::failed, file.error(), {}};
         }
         around_.changed();
       }));
}

}  // namespace linli::flow
