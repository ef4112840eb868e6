#pragma once
#include <chrono>
#include <functional>
#include <optional>

#include "kiosk/base/clock.h"
#include "offline_cache/api/trouble.h"
#include "offline_cache/sync/quiet_hours.h"

namespace linli::offline_cache {

/// How sending behaves. Sites set some of it (settings, [sync]).
struct SyncTiming {
  std::chrono::milliseconds first_retry{2'000};
  std::chrono::milliseconds longest_retry{std::chrono::minutes{10}};     // of one item
  std::chrono::milliseconds longest_retry_after{std::chrono::hours{1}};  // what a centre may ask
  /// Between contacts, whether the last one worked or not: a centre that comes
  /// back has no more to do than one that was never away.
  std::chrono::milliseconds heartbeat{30'000};
  std::chrono::milliseconds lease{std::chrono::minutes{5}};
  int most_in_flight = 16;                // items under way at a time, 1 to 16
  std::size_t most_bytes_per_second = 0;  // of what is sent; 0: as fast as the line
  std::optional<QuietHours> quiet;
};

/// What is known of the line to the centre, and how long it rests after it
/// failed: exponential with full jitter, or what the centre asked for.
class LineState {
 public:
  /// A number in [0, 1).
  using Random = std::function<double()>;

  /// The clock must outlive the object.
  LineState(const base::Clock& clock, const SyncTiming& timing, Random random);

  /// Called whenever online() has changed, on the thread that uses this object.
  void on_change(std::function<void()> told) { told_ = std::move(told); }

  void worked();
  void failed(CentreTrouble trouble, std::optional<std::chrono::milliseconds> retry_after);

  /// The last contact succeeded.
  bool online() const { return online_; }
  /// What was wrong with the last contact.
  std::optional<CentreTrouble> trouble() const { return trouble_; }
  std::optional<base::WallTime> heard_at() const { return heard_at_; }
  bool rests() const { return clock_.steady() < not_before_; }
  base::SteadyTime not_before() const { return not_before_; }

  /// How long something waits that has failed so often before.
  std::chrono::milliseconds backoff(int failures, std::chrono::milliseconds longest) const;

 private:
  const base::Clock& clock_;
  SyncTiming timing_;
  Random random_;
  void set_online(bool online);

  std::function<void()> told_ = [] {};
  bool online_ = false;
  std::optional<CentreTrouble> trouble_;
  std::optional<base::WallTime> heard_at_;  // the last contact that succeeded
  int failures_ = 0;                        // contacts in a row that gave no usable answer
  base::SteadyTime not_before_{};
};

}  // namespace linli::offline_cache
