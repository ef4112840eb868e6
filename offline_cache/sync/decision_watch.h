#pragma once
#include <map>
#include <mutex>
#include <set>
#include <stop_token>

#include "offline_cache/sync/day_closer.h"

namespace linli::offline_cache {

/// Asks the centre now and then where the matters stand that it has accepted, so that staff learn
/// by themselves which lack something or were turned down. Only the stage is kept, in memory: what
/// staff of the centre wrote may be personal. A restarted terminal asks anew.
class DecisionWatch {
 public:
  /// What is given must outlive the object.
  DecisionWatch(StoreGate gate, const base::Clock& clock);

  /// Asks about a few matters, the newest first, at most once a minute, and only while the line
  /// works and the centre's pace allows it. On the sync thread.
  void turn(SyncLine& line, const std::stop_token& stop);

  /// What staff are to tell residents of: decided within the last days. From any thread.
  Decisions decisions() const;

 private:
  struct Decided {
    domain::Stage stage{};
    base::WallTime at{};
  };

  /// False: there was no answer.
  bool ask(SyncLine& line, const base::Uuid& matter, const std::stop_token& stop);
  void take(const base::Uuid& matter, const domain::StageReport& told);
  void end_round();

  StoreGate gate_;
  const base::Clock& clock_;
  base::SteadyTime next_turn_{};
  base::SteadyTime next_round_{};
  bool centre_wants_time_ = false;
  std::int64_t before_;           // older matters than this are asked about next
  std::set<base::Uuid> seen_;     // in this round
  std::set<base::Uuid> settled_;  // nothing more is to come of these
  mutable std::mutex mutex_;
  std::map<base::Uuid, Decided> decided_;
};

}  // namespace linli::offline_cache
