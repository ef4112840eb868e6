#pragma once
#include <stop_token>

#include "kiosk/base/clock.h"
#include "offline_cache/api/day_close.h"
#include "offline_cache/sync/send_item.h"
#include "offline_cache/sync/sync_engine.h"

namespace linli::offline_cache {

/// What a job on the sync thread may use.
struct SyncLine {
  SyncEngine& engine;
  CentreTransport& transport;
  const crypto::PublicKeyBytes& centre;  // its signing key
};

/// Closes the day: sends what waits, compares every open range with the
/// centre, repairs what can be repaired and compares once more. On the sync
/// thread. Idempotent: what was agreed is not asked again. Names what is left.
class DayCloser {
 public:
  /// What is given must outlive the object.
  DayCloser(StoreGate gate, const base::Clock& clock) : gate_(std::move(gate)), clock_(clock) {}

  Expected<Reconciliation, CloseError> close(SyncLine& line, const std::stop_token& stop);

 private:
  template <class T>
  using Result = Expected<T, CloseError>;

  /// The open ranges, after what waits was sent; an error where something still waits.
  Result<std::vector<OpenBooks>> settled_books(SyncLine& line, const std::stop_token& stop);
  /// Compares and repairs every range; `total` is disputed as soon as one of them is.
  Result<void> settle_all(SyncLine& line, const std::vector<OpenBooks>& books,
                          Reconciliation& total, const std::stop_token& stop);
  /// Compares and repairs one range until nothing changes any more.
  Result<void> settle(SyncLine& line, protocol::DayClose close, Reconciliation& total,
                      const std::stop_token& stop);
  /// Empty: agreed, and stored here.
  Result<std::optional<protocol::DayCloseDifference>> compare(SyncLine& line,
                                                              const protocol::DayClose& close,
                                                              const std::stop_token& stop);
  Result<protocol::DayCloseAnswer> ask(SyncLine& line, const protocol::DayCloseRequest& request,
                                       const std::stop_token& stop);
  /// True if another comparison can bring something.
  Result<bool> repair(SyncLine& line, const protocol::DayClose& close,
                      const protocol::DayCloseDifference& difference, const std::stop_token& stop);
  /// True: the centre proved that it holds the item, and that is stored here. False: it says that
  /// it has none, or one of another item.
  Result<bool> fetch_acceptance(SyncLine& line, const protocol::ChainLink& link,
                                const std::stop_token& stop);
  /// Adds what became of a range, with names for what is left of it.
  Result<void> add(const protocol::DayClose& close,
                   const std::optional<protocol::DayCloseDifference>& difference,
                   Reconciliation& total);
  /// Empty: this store has no such item.
  Result<std::optional<QueueItem>> item_here(const base::Uuid& item);
  Result<void> add_names(const protocol::DayClose& close,
                         const protocol::DayCloseDifference& difference, Reconciliation& total);
  Result<Reconciliation> nothing_open();

  StoreGate gate_;
  const base::Clock& clock_;
};

}  // namespace linli::offline_cache
