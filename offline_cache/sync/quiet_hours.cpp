#include "offline_cache/sync/quiet_hours.h"

namespace linli::offline_cache {

bool is_quiet(const QuietHours& hours, base::WallTime now) {
  const auto local = now + base::kHallOffset;
  const auto time = local - std::chrono::floor<std::chrono::days>(local);
  const bool after = time >= hours.from;
  const bool before = time < hours.until;
  return hours.from <= hours.until ? after && before : after || before;
}

}  // namespace linli::offline_cache
