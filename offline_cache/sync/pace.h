#pragma once
#include <chrono>
#include <cstddef>

#include "kiosk/base/clock.h"
#include "kiosk/protocol/messages.h"
#include "offline_cache/sync/line_state.h"

namespace linli::offline_cache {

/// How fast requests may follow each other: what the site allows a weak line,
/// and what the centre asked for last.
class Pace {
 public:
  /// `clock` must outlive the object.
  Pace(const base::Clock& clock, const SyncTiming& timing)
      : clock_(clock),
        most_in_flight_(timing.most_in_flight),
        bytes_per_second_(timing.most_bytes_per_second) {}

  void ask(const protocol::Pacing& asked) { asked_ = asked; }
  int most_in_flight() const;
  /// Until the next request may begin; zero: at once.
  std::chrono::milliseconds wait() const;
  /// A request with so large a body has begun.
  void begun(std::size_t bytes);

 private:
  const base::Clock& clock_;
  int most_in_flight_;
  std::size_t bytes_per_second_;
  protocol::Pacing asked_;
  base::SteadyTime next_{};
};

}  // namespace linli::offline_cache
