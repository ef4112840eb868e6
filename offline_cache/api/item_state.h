#pragma once
#include <cstddef>

namespace linli::offline_cache {

/// Where an item of the outbox stands (architecture, section 4).
enum class ItemState {
  stored,
  sending,   // leased to the sync engine
  accepted,  // the centre's signed acceptance is stored
  returned,  // the centre needs a supplement
  refused,
  quarantined,  // can't be sent as it is; staff look at it
  exported,     // on USB, waiting for the centre's answer
};
inline constexpr std::size_t kItemStates = 7;

}  // namespace linli::offline_cache
