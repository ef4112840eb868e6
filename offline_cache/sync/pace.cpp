#include "offline_cache/sync/pace.h"

#include <algorithm>

namespace linli::offline_cache {

using std::chrono::milliseconds;

int Pace::most_in_flight() const {
  return std::clamp(std::min(most_in_flight_, asked_.most_in_flight), 1, protocol::kMostInFlight);
}

milliseconds Pace::wait() const {
  return std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(next_ - clock_.steady()));
}

void Pace::begun(std::size_t bytes) {
  milliseconds time = asked_.between;
  if (bytes_per_second_ > 0) {
    const auto needed = static_cast<milliseconds::rep>(bytes * 1000 / bytes_per_second_);
    time = std::max(time, milliseconds{needed});
  }
  next_ = clock_.steady() + time;
}

}  // namespace linli::offline_cache
