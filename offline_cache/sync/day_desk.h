#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/base/task_queue.h"
#include "offline_cache/sync/day_closer.h"
#include "offline_cache/sync/day_schedule.h"
#include "offline_cache/sync/decision_watch.h"
#include "offline_cache/sync/person_desk.h"
#include "offline_cache/sync/store_keeper.h"
#include "offline_cache/sync/sync_thread.h"
#include "offline_cache/sync/upload_progress.h"

namespace linli::offline_cache {

/// DayDesk over the store's thread and the sync thread; nothing runs on the UI
/// thread but the answers. Its jobs may outlive it.
class EveningDesk final : public DayDesk {
 public:
  struct Surroundings {
    StoreKeeper& keeper;
    SyncThread& sync;
    PersonDesk& person;
    std::shared_ptr<DayCloser> closer;
    std::shared_ptr<DecisionWatch> decisions;
    IdentityShelf& identity;
    std::filesystem::path directory;  // of the store
    const base::Clock& clock;
    base::TaskQueue& queue;
    std::function<void()> wake;  // something waits to be sent; from any thread
  };

  explicit EveningDesk(Surroundings around);

  void overview(std::function<void(std::optional<DayOverview>)> done) override;
  void send_all() override;
  void close_day(std::function<void(Expected<Reconciliation, CloseError>)> done) override;
  void try_again(const base::Uuid& item, std::function<void(bool)> done) override;
  void report(std::chrono::year_month_day day,
              std::function<void(std::optional<DayReport>)> done) override;
  void ask_centre(const base::Uuid& item,
                  std::function<void(Expected<domain::StageReport, LookupError>)> done) override;
  void set_aside(const base::Uuid& item, SetAsideReason reason, const std::string& staff,
                 std::function<void(bool)> done) override;

  /// The same as close_day(), for any thread but the object's own: blocks until
  /// it is done or `stop` is requested.
  Expected<Reconciliation, CloseError> close_day_now(const std::stop_token& stop);

 private:
  void change(std::function<bool(Store&)> job, std::function<void(bool)> done,
              std::function<void()> after);

  Surroundings around_;
  std::shared_ptr<UploadProgress> progress_;
};

/// Closes the day when its time has come, and again until both sides agree; a
/// dispute is left to staff after a few times. Why it did not come to a comparison stands in the
/// audit trail, from which the overview tells staff. Used on the sync thread.
class UnattendedClose {
 public:
  UnattendedClose(DaySchedule schedule, StoreGate gate, std::shared_ptr<DayCloser> closer,
                  const base::Clock& clock)
      : schedule_(schedule), gate_(std::move(gate)), closer_(std::move(closer)), clock_(clock) {}

  /// Now and then; closes once a day, and tries again a quarter of an hour after it did not work.
  void turn(SyncLine& line, const std::string& terminal, const std::stop_token& stop);

 private:
  /// Whether anybody's comparison has brought an agreement since then.
  bool agreed_since(base::WallTime due);
  void note(CloseError error);

  DaySchedule schedule_;
  StoreGate gate_;
  std::shared_ptr<DayCloser> closer_;
  const base::Clock& clock_;
  base::WallTime due_{};  // that the next three speak of
  bool settled_ = false;
  int disputes_ = 0;
  std::optional<CloseError> noted_;  // in the audit trail
  base::SteadyTime not_before_{};
};

}  // namespace linli::offline_cache
