#pragma once
#include <map>
#include <mutex>
#include <string>

#include "kiosk/base/clock.h"

namespace linli::centre {

/// Who was heard lately. Safe from any thread; at most as many as are enrolled.
class RecentTerminals {
 public:
  /// Notes that this one is heard now; how many were within the last `kRecent`.
  std::size_t note(const std::string& terminal, base::WallTime now) {
    const std::lock_guard lock(mutex_);
    seen_[terminal] = now;
    std::erase_if(seen_, [&](const auto& entry) { return entry.second + kRecent < now; });
    return seen_.size();
  }

 private:
  static constexpr std::chrono::seconds kRecent{90};  // three heartbeats

  std::mutex mutex_;
  std::map<std::string, base::WallTime> seen_;
};

}  // namespace linli::centre
