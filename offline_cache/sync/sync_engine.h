#pragma once
#include <stop_token>

#include "offline_cache/sync/upload.h"

namespace linli::offline_cache {

/// Sends what the store holds and keeps it until the centre has proven that it
/// has it. One thread; time comes from the clock, chance from `random`.
class SyncEngine {
 public:
  using Random = LineState::Random;

  /// Everything given must outlive the engine.
  SyncEngine(StoreGate gate, CentreTransport& transport, const crypto::PublicKeyBytes& centre,
             const base::Clock& clock, SyncTiming timing, Random random);

  /// Tries what is due, unless the line rests; a heartbeat when one is due.
  /// SyncReport::more asks to be called again at once.
  SyncReport run_due(const std::stop_token& stop);

  /// Tries every waiting item once, whatever its backoff and the hour.
  SyncReport sync_once(const std::stop_token& stop);

  /// How long until run_due() has something to do, if nothing new is stored.
  std::chrono::milliseconds idle_time() const;

  /// Called on this thread as soon as online() has changed, also in the middle of a pass.
  void on_contact(std::function<void()> told) { line_.on_change(std::move(told)); }
  /// Whether a question beside the sending may be asked now: in contact, not in quiet hours, and
  /// as the pace allows.
  bool may_ask() const;
  /// Sleeps until may_ask(), if the pace asks for no more than `longest`. Whether it may.
  bool await_pace(std::chrono::milliseconds longest, const std::stop_token& stop) const;
  /// GET. Only that there is no answer is held against the line.
  Expected<CentreAnswer, CentreTrouble> ask(const std::string& path, const std::stop_token& stop);

  /// The last contact succeeded.
  bool online() const { return line_.online(); }
  /// When that was, or the last one that did; empty: never.
  std::optional<base::WallTime> heard_at() const { return line_.heard_at(); }
  /// What was wrong with the last contact.
  std::optional<CentreTrouble> trouble() const { return line_.trouble(); }

 private:
  void pass(SyncReport& report, bool urgent_only, const std::stop_token& stop);
  std::optional<CentreTrouble> send_heartbeat(const std::stop_token& stop);
  bool heartbeat_is_due() const { return clock_.steady() >= heartbeat_due_; }
  bool quiet() const { return timing_.quiet && is_quiet(*timing_.quiet, clock_.now()); }

  StoreGate gate_;
  CentreTransport& transport_;
  crypto::PublicKeyBytes centre_;
  const base::Clock& clock_;
  SyncTiming timing_;
  LineState line_;
  Pace pace_;
  base::SteadyTime heartbeat_due_{};
  QueueCounts last_counts_;  // a store that fails says nothing of what waits in it
};

}  // namespace linli::offline_cache
