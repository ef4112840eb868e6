#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "kiosk/base/worker.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {

/// The store's thread: opens the store there, opens it again a few seconds
/// after it failed, runs jobs with it in order, and between them looks at what it holds
/// bit by bit, so that a long queue does not keep the first screen waiting.
class StoreKeeper {
 public:
  /// Called on the store's thread when health or counts have changed.
  using Changed = std::function<void(StoreHealth, QueueCounts)>;

  StoreKeeper(StoreOptions options, const base::Clock& clock, Changed changed);

  /// From any thread. The job gets nullptr while there is no store.
  void post(std::function<void(Store*)> job);

  /// From any thread but the store's: runs the job and waits for it. False,
  /// and nothing was run, while there is no store. The keeper must outlive the call.
  bool run(const std::function<void(Store&)>& job);

 private:
  Store* open_store();
  void notice_changes();
  void check_on();

  StoreOptions options_;
  const base::Clock& clock_;
  Changed changed_;
  std::unique_ptr<Store> store_;
  bool checking_ = false;
  StoreHealth refusal_ = StoreHealth::starting;
  std::optional<base::SteadyTime> tried_;
  StoreHealth told_health_ = StoreHealth::starting;
  QueueCounts told_counts_;
  base::Worker worker_{"store"};  // last: stops before what its jobs use
};

}  // namespace linli::offline_cache
