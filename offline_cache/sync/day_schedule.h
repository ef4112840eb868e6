#pragma once
#include <chrono>
#include <optional>
#include <string_view>

#include "kiosk/base/clock.h"

namespace linli::offline_cache {

/// When the day is closed without anybody: a time of the hall's day, and how far
/// the terminals of a hall are spread after it, so that they don't all call at once.
struct DaySchedule {
  std::chrono::minutes at{};  // after local midnight
  std::chrono::minutes jitter{};
};

/// The latest time not after `now` at which the terminal closes its day. Each
/// terminal number has its own fixed delay within the jitter.
base::WallTime last_close_due(const DaySchedule& schedule, std::string_view terminal,
                              base::WallTime now);

}  // namespace linli::offline_cache
