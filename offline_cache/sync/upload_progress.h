#pragma once
#include <deque>
#include <mutex>

#include "kiosk/base/clock.h"
#include "offline_cache/api/day_close.h"

namespace linli::offline_cache {

/// How fast the queue goes to the centre, from what the overviews said that were asked for one
/// after the other. Safe from any thread.
class UploadProgress {
 public:
  /// Fills in bytes, bytes_sent, bytes_per_second and time_left. `now` never goes back.
  void add_to(DayOverview& overview, base::SteadyTime now);

 private:
  struct Look {
    base::SteadyTime at{};
    std::size_t left = 0;  // bytes
  };

  /// What is in staff's hands was not sent, and is no longer on its way.
  void leave_out(std::size_t held_back);

  std::mutex mutex_;
  std::size_t held_back_ = 0;
  std::size_t most_ = 0;    // bytes that were on the way, since somebody looks
  std::deque<Look> looks_;  // of the last seconds, oldest first
};

}  // namespace linli::offline_cache
