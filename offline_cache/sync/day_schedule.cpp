#include "offline_cache/sync/day_schedule.h"

#include <string>

#include "kiosk/crypto/digest.h"

namespace linli::offline_cache {
namespace {

using std::chrono::milliseconds;

milliseconds delay_of(const DaySchedule& schedule, std::string_view terminal) {
  const milliseconds spread = schedule.jitter;
  if (spread <= milliseconds{0}) return milliseconds{0};
  const auto digest = crypto::sha256(bytes_of(std::string("linli-day-close\n").append(terminal)));
  std::int64_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number * 256 + digest[i];
  return milliseconds{number % spread.count()};
}

}  // namespace

base::WallTime last_close_due(const DaySchedule& schedule, std::string_view terminal,
                              base::WallTime now) {
  const auto midnight =
      std::chrono::floor<std::chrono::days>(now + base::kHallOffset) - base::kHallOffset;
  base::WallTime due = midnight + schedule.at + delay_of(schedule, terminal);
  while (due > now) due -= std::chrono::days{1};  // twice where the delay passes midnight
  return due;
}

}  // namespace linli::offline_cache
