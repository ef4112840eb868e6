#pragma once
#include <chrono>
#include <optional>

#include "kiosk/base/clock.h"

namespace linli::flow {

/// WCAG 2.2, 2.2.1: at least 20 s to extend a limit.
inline constexpr std::chrono::seconds kLeastWarning{20};

/// Measures how long nobody did anything, warns with a countdown, then is over.
class IdleTimer {
 public:
  struct Limits {
    std::chrono::seconds before_warning{};
    std::chrono::seconds warning{};
  };

  void touch(base::SteadyTime now) { last_activity_ = now; }

  /// Whole seconds left, rounded up; empty before the warning; 0 when it is over.
  std::optional<int> seconds_left(base::SteadyTime now, Limits limits) const;

  /// When seconds_left() changes next.
  base::SteadyTime next_change(base::SteadyTime now, Limits limits) const;

 private:
  base::SteadyTime last_activity_{};
};

}  // namespace linli::flow
