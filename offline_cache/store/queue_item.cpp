#include "offline_cache/store/queue_item.h"

#include <algorithm>
#include <array>

namespace linli::offline_cache {
namespace {

/// In the order of the enumerators.
constexpr std::array<std::string_view, kItemStates> kNames = {
    "stored", "sending", "accepted", "returned", "refused", "quarantined", "exported"};

}  // namespace

std::string_view name_of(ItemState state) { return kNames.at(static_cast<std::size_t>(state)); }

std::optional<ItemState> item_state_from(std::string_view name) {
  const auto* const found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<ItemState>(found - kNames.begin());
}

}  // namespace linli::offline_cache
