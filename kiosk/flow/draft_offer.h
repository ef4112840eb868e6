#pragma once
#include <optional>

#include "kiosk/flow/pending.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// Looks for the person's draft of a service and holds it until the person says
/// whether to go on with it.
class DraftOffer {
 public:
  explicit DraftOffer(Surroundings& around) : around_(around) {}
  ~DraftOffer() { forget(); }
  DraftOffer(const DraftOffer&) = delete;
  DraftOffer& operator=(const DraftOffer&) = delete;

  void look_for(const domain::IdCard& card, const catalogue::Service& service);
  const offline_cache::Draft* found() const { return found_ ? &*found_ : nullptr; }
  /// The question is answered, or no longer to be asked.
  void forget();

 private:
  Surroundings& around_;
  Pending pending_;
  std::optional<offline_cache::Draft> found_;
};

}  // namespace linli::flow
