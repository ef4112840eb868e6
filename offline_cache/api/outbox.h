#pragma once
#include <functional>
#include <optional>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/expected.h"
#include "kiosk/domain/application.h"
#include "kiosk/domain/receipt.h"
#include "offline_cache/api/trouble.h"

namespace linli::offline_cache {

enum class SubmitError {
  disk_full,     // even with the reserve; nothing was stored
  store_failed,  // the disk failed; nothing may be promised
  not_enrolled,  // the terminal knows no centre to seal for
};

/// How the terminal stands towards the centre; shown in every header.
struct LinkStatus {
  bool online = false;                     // the last contact succeeded
  int waiting = 0;                         // items not yet accepted
  int ratings = 0;                         // of them, ratings: nobody waits for these
  bool sending = false;                    // a resident's matter is under way
  std::optional<base::WallTime> heard_at;  // the last contact that succeeded since the start
  int for_staff = 0;                       // returned, refused or quarantined, and not set aside
  /// What residents handed in and the centre has not.
  int matters() const { return waiting - ratings; }
  bool operator==(const LinkStatus&) const = default;
};

/// What residents hand in. All calls come from the UI thread and return at
/// once; every callback runs on the UI thread, exactly once.
class Outbox {
 public:
  virtual ~Outbox() = default;

  virtual StoreHealth health() const = 0;
  virtual LinkStatus link() const = 0;

  /// Seals and stores the application. The callback's receipt exists only
  /// after the item is durable. After an error the same item may be handed in
  /// again: it is stored once. The outbox wipes its copy.
  virtual void submit(domain::Application application,
                      std::function<void(Expected<domain::Receipt, SubmitError>)> done) = 0;

  /// 好差评 for the matter of a receipt; sent like everything else.
  virtual void rate(const std::string& receipt_number, domain::Grade grade,
                    std::function<void(Expected<void, SubmitError>)> done) = 0;

  /// Called on the UI thread whenever health() or link() has changed.
  virtual void on_change(std::function<void()> changed) = 0;
};

}  // namespace linli::offline_cache
