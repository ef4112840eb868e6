#include "kiosk/flow/idle_timer.h"

#include <algorithm>

namespace linli::flow {

using std::chrono::seconds;

std::optional<int> IdleTimer::seconds_left(base::SteadyTime now, Limits limits) const {
  const base::SteadyTime warning = last_activity_ + limits.before_warning;
  if (now < warning) return {};
  const auto left = std::chrono::ceil<seconds>(warning + limits.warning - now);
  return static_cast<int>(std::max(left, seconds(0)).count());
}

base::SteadyTime IdleTimer::next_change(base::SteadyTime now, Limits limits) const {
  const base::SteadyTime warning = last_activity_ + limits.before_warning;
  const auto left = seconds_left(now, limits);
  if (!left) return warning;
  return warning + limits.warning - seconds(std::max(*left - 1, 0));
}

}  // namespace linli::flow
