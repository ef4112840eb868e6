#include "kiosk/flow/draft_offer.h"

#include "kiosk/flow/wipe.h"

namespace linli::flow {

void DraftOffer::look_for(const domain::IdCard& card, const catalogue::Service& service) {
  forget();
  around_.needs.drafts.find(card, service.id,
                            pending_.wait_for([this](std::optional<offline_cache::Draft> draft) {
                              found_ = std::move(draft);
                              around_.changed();
                            }));
}

void DraftOffer::forget() {
  pending_.cancel();
  if (found_) wipe(found_->answers);
  found_.reset();
}

}  // namespace linli::flow
