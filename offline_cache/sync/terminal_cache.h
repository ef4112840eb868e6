#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/task_queue.h"
#include "offline_cache/api/audit.h"
#include "offline_cache/api/day_close.h"
#include "offline_cache/api/day_report.h"
#include "offline_cache/api/drafts.h"
#include "offline_cache/api/lookups.h"
#include "offline_cache/api/matters.h"
#include "offline_cache/api/outbox.h"
#include "offline_cache/api/staff.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/queue_item.h"
#include "offline_cache/store/store_key.h"
#include "offline_cache/store/terminal_identity.h"
#include "offline_cache/sync/centre_transport.h"
#include "offline_cache/sync/day_schedule.h"
#include "offline_cache/sync/export_batch.h"
#include "offline_cache/sync/sync_engine.h"
#include "offline_cache/sync/take_answers.h"

namespace linli::offline_cache {

/// What `linlictl doctor` wants to know.
struct CacheStatus {
  StoreHealth health{};
  bool enrolled = false;
  std::string terminal;  // empty when not enrolled
  std::chrono::sys_seconds certificate_until{};
  LinkStatus link;
  std::optional<CentreTrouble> trouble;  // of the last contact
  KeyGuard key_guard{};                  // of the store's key
};

struct TerminalCacheOptions {
  std::filesystem::path directory;  // /var/lib/linli: store, mark, reserve, identity
  std::string centre_url;           // https://centre.example:8443, without a path
  SyncTiming timing;
  bool sends_by_itself = true;  // false: only sync_once() talks to the centre
  std::size_t reserve_bytes = 8u << 20;
  MachineVault vault;  // what guards the store's key
  /// When the day is closed by itself; only where it sends by itself.
  std::optional<DaySchedule> day_close;
  /// How requests reach the centre; empty: libcurl. Called on the threads that send.
  std::function<std::unique_ptr<CentreTransport>(const TerminalIdentity&)> make_transport;
};

/// The outbox, lookups, drafts, matters, audit trail, day close and staff register of a
/// terminal, with the threads behind them: one for the store, one for sync, one
/// for lookups. Where the store can't be opened the object still exists,
/// health() says why, and every call is answered with an error; opening is
/// tried again every few seconds.
///
/// The functions of the interfaces belong to the UI thread; what is declared
/// here may be called from any other thread and blocks. The object must
/// outlive those calls. Results are posted to the TaskQueue.
class TerminalCache : public Outbox,
                      public Lookups,
                      public Drafts,
                      public Matters,
                      public Audit,
                      public DayDesk,
                      public StaffRegister {
 public:
  using Drafts::find;
  using Drafts::keep;
  using Matters::find;
  using Matters::keep;

  /// `clock` and `queue` must outlive the object.
  static std::unique_ptr<TerminalCache> start(TerminalCacheOptions options,
                                              const base::Clock& clock, base::TaskQueue& queue);
  ~TerminalCache() override = default;

  /// Runs `job` once on each of the object's threads, when it is idle there.
  /// Returns at once, from any thread; the owner has stacks overwritten with it.
  virtual void run_on_every_thread(std::function<void()> job) = 0;

  /// Oldest first; empty optional: the store can't be read.
  virtual std::optional<std::vector<QueueItem>> queue(const QueuePage& page) = 0;
  /// By id or receipt number.
  virtual std::optional<QueueItem> find_item(const std::string& name) = 0;

  /// Outbox::submit() for other threads. The application is wiped.
  virtual Expected<domain::Receipt, SubmitError> submit_now(domain::Application application) = 0;

  /// Tries every waiting item once, whatever its backoff.
  /// `stop` ends it early.
  virtual SyncReport sync_once(const std::stop_token& stop = {}) = 0;

  /// DayDesk::close_day() for other threads. `stop` ends it early.
  virtual Expected<Reconciliation, CloseError> close_day_now(const std::stop_token& stop = {}) = 0;

  /// A quarantined item is tried again, on the word of staff. False: there is
  /// no such item in quarantine, or the store can't be used.
  virtual bool requeue(const base::Uuid& item) = 0;

  // What travels on USB sticks (export_batch.h, take_answers.h).
  virtual std::optional<WaitingSize> waiting_size() = 0;
  /// Empty: the store can't be used.
  virtual std::optional<ExportBatch> export_batch(const ExportPlace& place) = 0;
  virtual bool exported(const std::vector<base::Uuid>& items) = 0;
  /// Empty as well where the terminal is not enrolled.
  virtual std::optional<AnswerCounts> take_answers(ByteView record) = 0;

  virtual CacheStatus status() = 0;

  /// Copies the store into `folder` (made if missing) as store.db, while everything goes
  /// on, and looks at the copy; where the terminal is enrolled, with its key's copy for recovery
  /// (recovery_copy.h). How many items it holds, or in English why there is none.
  virtual Expected<std::uint64_t, std::string> back_up(const std::filesystem::path& folder) = 0;

  /// DayDesk::report() for other threads; empty: the store can't be read.
  virtual std::optional<DayReport> day_report(std::chrono::year_month_day day) = 0;

  /// A stretch of the audit trail (Store::audit_trail()); empty: the store can't be read.
  virtual std::optional<TrailSlice> audit_trail(std::int64_t after, const AuditTime& wanted) = 0;

  /// Who may sign in; empty optional: the store can't be read.
  virtual std::optional<std::vector<StaffMember>> staff() = 0;
  /// Enters somebody, or gives them another name, role and PIN; the PIN is
  /// wiped. False: their number, name or PIN has not the form, or the store failed.
  virtual bool add_staff(const StaffMember& member, std::string& pin) = 0;
  /// Lets a staff member show this ID card instead of typing their number; the card's number is
  /// wiped. False: the number is not entered, the card is somebody else's, or the store failed.
  virtual bool set_staff_card(const std::string& number, std::string& card_number) = 0;
  /// False as well for a number that is not entered.
  virtual bool remove_staff(const std::string& number) = 0;

  /// After a store was restored from a backup (StoreHealth::behind), on the
  /// word of staff: the chain starts anew under a new incarnation.
  virtual bool start_new_incarnation() = 0;
};

}  // namespace linli::offline_cache
