#pragma once
#include <cstdint>
#include <string_view>

#include "kiosk/protocol/submission.h"

namespace linli::offline_cache {

/// Where an item stands in the line: behind at most `yields` items that are
/// stored after it. Counted in items and not in time, so that no clock can
/// keep an item from its turn.
struct SendOrder {
  std::int64_t yields = 0;
  bool large = false;  // needs further requests beside its commit
};

/// Matters with a deadline first, then the others, ratings last; in each group
/// small items before large ones. `urgent`: yields to none, as an emergency.
SendOrder send_order(const protocol::Commit& commit, bool urgent);

/// An item that yields to less than this many is urgent: it goes in quiet hours too.
inline constexpr std::int64_t kYieldsOfOthers = 1000;

}  // namespace linli::offline_cache
