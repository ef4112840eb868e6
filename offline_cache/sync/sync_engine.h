#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "kiosk/base/clock.h"
#include "offline_cache/store/store.h"
#include "offline_cache/sync/centre_transport.h"
#include "offline_cache/sync/send_item.h"

namespace linli::offline_cache {

struct SyncTiming {
  std::chrono::milliseconds first_retry{2'000};
  std::chrono::milliseconds longest_retry{std::chrono::minutes{10}};     // of one item
  std::chrono::milliseconds longest_retry_after{std::chrono::hours{1}};  // what a centre may ask
  /// Between contacts, whether the last one worked or not: a centre that comes
  /// back has no more to do than one that was never away.
  std::chrono::milliseconds heartbeat{30'000};
  std::chrono::milliseconds lease{std::chrono::minutes{5}};
};

/// What a pass over the outbox did.
struct SyncReport {
  int accepted = 0;
  int quarantined = 0;
  int waiting = 0;                       // still to be sent afterwards
  std::optional<CentreTrouble> trouble;  // what ended the pass, or the last item's
  bool store_failed = false;             // the store could not be used
};

/// Sends what the store holds and keeps it until the centre has proven that it
/// has it. One thread; time comes from the clock, chance from `random`.
class SyncEngine {
 public:
  /// A number in [0, 1).
  using Random = std::function<double()>;

  /// Everything given must outlive the engine.
  SyncEngine(StoreGate gate, CentreTransport& transport, const crypto::PublicKeyBytes& centre,
             const base::Clock& clock, SyncTiming timing, Random random);

  /// Tries what is due, unless the link itself is backed off; a heartbeat
  /// when one is due.
  SyncReport run_due(const std::stop_token& stop);

  /// Tries every waiting item once, whatever its backoff.
  SyncReport sync_once(const std::stop_token& stop);

  /// How long until run_due() has something to do, if nothing new is stored.
  std::chrono::milliseconds idle_time() const;

  /// The last contact succeeded.
  bool online() const { return online_; }
  /// What was wrong with the last contact.
  std::optional<CentreTrouble> trouble() const { return trouble_; }

 private:
  /// What an attempt at the centre means for the rest of the pass.
  enum class Verdict { next, pause_link };

  SyncReport pass(const std::stop_token& stop);
  Verdict settle(const LeasedItem& item, const SendOutcome& outcome, SyncReport& report);
  std::optional<CentreTrouble> send_heartbeat(const std::stop_token& stop);
  void contact_worked();
  void contact_failed(CentreTrouble trouble, std::optional<std::chrono::milliseconds> retry_after);
  std::chrono::milliseconds backoff(int failures, std::chrono::milliseconds longest) const;

  StoreGate gate_;
  CentreTransport& transport_;
  crypto::PublicKeyBytes centre_;
  const base::Clock& clock_;
  SyncTiming timing_;
  Random random_;
  bool online_ = false;
  std::optional<CentreTrouble> trouble_;
  int link_failures_ = 0;  // contacts in a row that gave no usable answer
  int bad_answers_ = 0;    // items in a row that the centre could not handle
  base::SteadyTime link_not_before_{};
  base::SteadyTime heartbeat_due_{};
};

}  // namespace linli::offline_cache
