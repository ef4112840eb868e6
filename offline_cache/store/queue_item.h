#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/uuid.h"
#include "offline_cache/api/item_state.h"

namespace linli::offline_cache {

std::string_view name_of(ItemState state);
std::optional<ItemState> item_state_from(std::string_view name);

/// A sealed attachment part of an item.
struct QueuePart {
  int number = 0;  // from 1
  std::string field;
  std::string content_type;
  std::size_t size = 0;  // sealed bytes
  bool sent = false;     // the centre said that it holds it
};

/// A part of the queue: at most so many items, of those after a position.
struct QueuePage {
  std::int64_t after = 0;
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

/// What may be known about an item without opening it.
struct QueueItem {
  std::int64_t position = 0;  // in the queue, from 1; never given twice
  base::Uuid id;
  std::uint64_t sequence = 0;  // within its incarnation
  std::string receipt_number;
  std::string service;
  ItemState state{};
  base::ClockInterval created{};
  int attempts = 0;
  base::WallTime next_attempt{};
  std::string problem;  // of the last attempt, in English for staff; empty for none
  std::vector<QueuePart> parts;
};

}  // namespace linli::offline_cache
