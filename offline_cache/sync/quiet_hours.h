#pragma once
#include <chrono>

#include "kiosk/base/clock.h"

namespace linli::offline_cache {

/// Hours of the hall's day in which only urgent items are sent by themselves.
struct QuietHours {
  std::chrono::minutes from{};   // after local midnight; both within the day
  std::chrono::minutes until{};  // before `from`: of the next day
};

bool is_quiet(const QuietHours& hours, base::WallTime now);

}  // namespace linli::offline_cache
