#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/crypto/wipe.h"
#include "kiosk/database/backup.h"
#include "kiosk/database/database.h"
#include "kiosk/domain/application.h"
#include "kiosk/protocol/acceptance.h"
#include "kiosk/protocol/day_close.h"
#include "kiosk/protocol/submission.h"
#include "offline_cache/api/audit.h"
#include "offline_cache/api/day_close.h"
#include "offline_cache/api/day_report.h"
#include "offline_cache/api/outbox.h"
#include "offline_cache/api/staff.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/disk_reserve.h"
#include "offline_cache/store/high_water_mark.h"
#include "offline_cache/store/queue_item.h"
#include "offline_cache/store/sealing.h"
#include "offline_cache/store/store_key.h"
#include "offline_cache/store/terminal_identity.h"

namespace linli::offline_cache {

struct StoreOptions {
  std::filesystem::path directory;  // made if missing: store.db, store.key, store.mark …
  std::size_t reserve_bytes = 8u << 20;
  std::chrono::milliseconds busy_timeout{2000};  // how long another process is waited for
  /// Whether open() itself looks at every item. If not, the owner calls check_some() now and
  /// then until there is nothing left to look at.
  bool checks_at_open = true;
  MachineVault vault;  // what may guard the key; by default a file does
};

/// An item that was leased to be sent.
struct LeasedItem {
  protocol::Commit commit;
  std::vector<int> unsent_parts;  // numbers, ascending
  int attempts = 0;               // before this one
  bool large = false;             // send_order.h
};

/// Which of the items that are due may be leased.
struct Wanted {
  bool urgent_only = false;
  bool small_only = false;
};
/// An item that the centre has not accepted yet, leased or not.
struct WaitingItem {
  std::int64_t position = 0;  // in the order of the queue
  protocol::Commit commit;
};

/// The next one, and how many before it were left out.
struct NextWaiting {
  std::optional<WaitingItem> item;  // empty: there is none
  int left_out = 0;  // damaged (in quarantine by that), or on a page that can't be read
};

struct WaitingSize {
  std::uint64_t items = 0;
  std::uint64_t bytes = 0;  // sealed
};

struct AcceptedMatter {
  base::Uuid id;
  std::int64_t position = 0;  // in the order of the queue
};

struct HandedIn;  // sealing.h

struct QueueCounts {
  int waiting = 0;    // stored, sending, exported
  int for_staff = 0;  // returned, refused, quarantined; not what staff set aside
  // Of these, ratings: nobody waits for them.
  int ratings_waiting = 0;
  int ratings_for_staff = 0;
  bool sending = false;  // something is under way
  bool operator==(const QueueCounts&) const = default;
};

/// What of one incarnation no agreed day close covers yet. The day is the closer's to fill in.
struct OpenBooks {
  protocol::DayClose close;
  int unsettled = 0;  // items that are neither accepted nor set aside
  bool more = false;  // it ends early: one close can't name all gaps
};

/// The encrypted store of a terminal: outbox, snapshots, drafts, audit trail.
/// Everything is synchronous and belongs to one thread; there is one Store in
/// one process. A `bool` answers whether the change is durable; what kept it
/// from being so is logged and shows in health().
class Store {
 public:
  /// Opens or creates. The error says why there is no store to work with:
  /// broken, newer, in_use or disk_full; the files are left as they are.
  static Expected<std::unique_ptr<Store>, StoreHealth> open(const StoreOptions& options,
                                                            const base::Clock& clock);

  /// ready, disk_full, behind, or broken when the disk failed under way: then
  /// nothing works any more but to destroy this object and open another.
  StoreHealth health() const;
  /// False after the disk failed under way; health() then says why.
  bool usable() const { return database_.has_value(); }

  // What residents hand in. The application and all plain text made of it are
  // overwritten, whatever comes of it. A receipt means: durable, mark included.
  /// The attachments, beside those that are made of the answers, are read and
  /// sealed in pieces: memory does not grow with them.
  Expected<domain::Receipt, SubmitError> submit(domain::Application& application,
                                                const TerminalIdentity& identity,
                                                std::vector<Attachment> attachments = {});
  /// Together: one commit and one mark for all, an answer for each in their order.
  std::vector<Expected<domain::Receipt, SubmitError>> submit_all(
      std::span<domain::Application> applications, const TerminalIdentity& identity);
  Expected<domain::Receipt, SubmitError> rate(const std::string& receipt_number,
                                              domain::Grade grade,
                                              const TerminalIdentity& identity);

  // Outbox verbs. A leased item comes back by itself when the lease ends or
  // the process does.
  /// Runs verbs of this store in one commit: their answers then say what was
  /// done so far, and only this one that all of it is durable. After a failure
  /// of the disk `verbs` may run once more, from where the store was before.
  bool together(const std::function<void()>& verbs);
  /// The first in the order of sending (send_order.h).
  std::optional<LeasedItem> lease(std::chrono::milliseconds duration, const Wanted& wanted = {});
  /// The sealed bytes of a part; empty if they are not what was stored: then
  /// the item is in quarantine.
  std::optional<Bytes> part(const base::Uuid& item, int number);
  bool part_sent(const base::Uuid& item, int number);
  bool parts_missing(const base::Uuid& item, const std::vector<int>& numbers);
  /// Only after protocol::proves() has said yes.
  bool acknowledge(const protocol::Acceptance& acceptance);
  bool release(const base::Uuid& item, base::WallTime next_attempt, std::string_view problem);
  /// Unlike a release it counts no attempt: what was sent of the item stands.
  bool give_back(const base::Uuid& item);
  bool quarantine(const base::Uuid& item, std::string_view reason);
  /// Staff have it tried again; false as well if it is not in quarantine, or an agreed day close
  /// left it out: no later one would name it.
  bool requeue(const base::Uuid& item);
  /// Forgets every backoff.
  bool make_all_due();
  /// When the next item is due; empty if none waits.
  std::optional<base::WallTime> next_due(bool urgent_only = false);

  // What goes onto a USB stick (export_items.cpp).
  /// The next item of the queue after `position` (0: the first).
  Expected<NextWaiting, database::ErrorKind> waiting_after(std::int64_t position);
  std::optional<WaitingSize> waiting_size();
  /// These are on a stick. Sent by line they are all the same.
  bool exported(std::span<const base::Uuid> items);

  // Empty: the store can't be read.
  std::optional<QueueCounts> counts();
  /// Oldest first.
  std::optional<std::vector<QueueItem>> queue(const QueuePage& page = {});
  std::optional<QueueItem> find(const base::Uuid& item);
  /// Those that staff have to see to and have not set aside, oldest first; without their parts.
  std::optional<std::vector<QueueItem>> for_staff();
  /// By its id as text or its receipt number.
  std::optional<QueueItem> find_named(const std::string& name);

  // The evening's work (day_overview.cpp, day_books.cpp, set_aside.cpp). Empty or false: the
  // store can't be used.
  /// Without the time that is left. `decisions`: as far as they are known.
  std::optional<DayOverview> day_overview(const Decisions& decisions = {});
  /// Matters, no ratings, the newest first, stored before that position.
  std::optional<std::vector<AcceptedMatter>> accepted_before(std::int64_t position, int most);
  /// Of any day of the hall; what was deleted meanwhile is only counted.
  std::optional<DayReport> day_report(std::chrono::year_month_day day);
  /// Of this terminal number, the oldest incarnation first. Empty as well where more items in a
  /// row are gone than a close can name.
  std::optional<std::vector<OpenBooks>> open_books();
  /// Hashes of the range, at most protocol::kMostDayCloseNames, evenly spread.
  std::optional<std::vector<protocol::ChainMark>> chain_marks(const protocol::DayClose& close);
  /// Empty as well where no item has that place or id.
  std::optional<protocol::ChainLink> chain_link(const base::Uuid& item);
  std::optional<std::string> receipt_at(const base::Uuid& incarnation, std::uint64_t sequence);
  /// The centre lost these: their acceptances are void, they wait to be sent. How many were
  /// accepted until now.
  std::optional<std::size_t> send_again(const base::Uuid& incarnation,
                                        const std::vector<std::uint64_t>& sequences);
  /// Only after protocol::proves() has said yes.
  bool close_books(const protocol::AgreedDayClose& agreed);
  bool keep_reconciliation(const Reconciliation& last);
  /// Empty as well where nothing was compared yet.
  std::optional<Reconciliation> last_reconciliation();
  /// False as well if the item needs nobody, or `staff` is no staff number.
  bool set_aside(const base::Uuid& item, SetAsideReason reason, const std::string& staff);

  // Records that only the person's own number finds and opens (personal_records.h).
  Bytes salt() const { return salt_; }
  bool keep_snapshot(const crypto::Digest& name, ByteView sealed);
  std::optional<Bytes> snapshot(const crypto::Digest& name);
  bool keep_matters(const crypto::Digest& name, ByteView sealed);
  /// No bytes: nothing is kept. Empty: the store can't be read.
  std::optional<Bytes> matters(const crypto::Digest& name);
  bool keep_draft(const crypto::Digest& name, ByteView sealed);
  std::optional<Bytes> draft(const crypto::Digest& name);
  bool drop_draft(const crypto::Digest& name);

  // Who may open the staff screens (staff_register.cpp). Numbers and PINs are 4
  // to 8 digits, names 1 to 20 characters; the caller wipes the PIN.
  /// Enters somebody, or gives them another name, role and PIN.
  bool add_staff(const StaffMember& member, std::string_view pin);
  /// False as well for a number that is not entered.
  bool remove_staff(const std::string& number);
  /// In order of numbers; empty optional: the store can't be read.
  std::optional<std::vector<StaffMember>> staff();
  /// Takes about 0.1 s. Answered only when the attempt is counted durably.
  Expected<StaffMember, SignInRefusal> sign_in(const std::string& number, std::string_view pin);
  /// Makes this the only ID card of the staff number. False as well for a number that is not
  /// entered, and for a card of somebody else. Takes about 0.1 s.
  bool set_staff_card(const std::string& number, std::string_view card_number);
  /// The staff number of a card that was entered; refuses as sign_in() does. Takes about 0.1 s.
  StaffRegister::Recognised staff_of_card(std::string_view card_number);

  bool record(AuditKind kind, std::string_view detail);
  /// A stretch of the audit trail (read_trail()); empty: it can't be read.
  std::optional<TrailSlice> audit_trail(std::int64_t after, const AuditTime& wanted);
  /// True if every event of the audit trail follows from the one before.
  bool audit_intact();

  /// Compares some items and parts more, about a millisecond's worth, with their
  /// digests and links; what does not fit goes into quarantine. True: nothing is
  /// left to look at. A database that can't be read is closed: health() says broken.
  bool check_some();

  /// A copy of the database, encrypted with the same `key`, into a file that must not be there
  /// yet; a failed one stays, useless. It holds no mark, so that a store that is restored from it
  /// is `behind` and starts a new incarnation.
  bool begin_backup(const std::filesystem::path& file, const Bytes& key);
  /// About a millisecond's worth more. True: done; empty: it failed, or none was begun.
  std::optional<bool> continue_backup();

  /// Whenever there is nothing else to do: waits until the high-water mark is on the disk. Nobody
  /// who hands something in needs to; it guards against damage, which the next mark shows as well.
  void settle();

  /// Now and then: makes the reserve again, drops what is past its time.
  void maintain();

  /// Makes the chain start anew, after a restore (health behind) or for
  /// another terminal number. Receipt numbers that may have been given out and
  /// lost are not given again.
  bool start_new_incarnation();

 private:
  using Job = std::function<Expected<void, database::Error>(database::Database&)>;

  Store(StoreOptions options, const base::Clock& clock);

  // store_open.cpp
  std::optional<StoreHealth> start();
  Expected<void, StoreHealth> open_database();
  Expected<void, database::Error> read_life();
  void compare_mark();
  /// Everything up to the mark is here, and the chain goes on from there.
  bool goes_on_from(const HighWaterMark& mark);
  std::filesystem::path file(const char* name) const { return options_.directory / name; }

  // staff_register.cpp
  /// Wrong PINs of more than a day ago, or of a clock that was wrong.
  Expected<void, database::Error> forget_old_attempts(database::Database& database);

  // store_check.cpp
  struct Checked {
    std::int64_t item = 0;  // rows up to these have been looked at
    std::int64_t part = 0;
    bool all = false;
  };
  Expected<void, database::Error> check_slice();

  // store_write.cpp
  /// Runs `job` in a transaction; a full or failing disk is answered with the
  /// reserve and with close, reopen, recover, then the job runs once more. So a
  /// job must find out by itself what it has done already.
  Expected<void, database::ErrorKind> write(std::string_view what, const Job& job);
  /// A job of a verb that runs within together().
  Expected<void, database::ErrorKind> join(const Job& job);
  /// Nothing else is done with a database after one of its syncs failed.
  bool recover();
  Expected<void, database::ErrorKind> save_mark();
  /// Closes the store because of that.
  Expected<void, database::ErrorKind> without_mark(const std::error_code& error);
  void give_up(StoreHealth why);

  // store_submit.cpp
  Expected<std::vector<domain::Receipt>, SubmitError> store_items(std::span<const HandedIn> items,
                                                                  const TerminalIdentity& identity);
  Expected<domain::Receipt, SubmitError> store_item(const HandedIn& item,
                                                    const TerminalIdentity& identity);
  bool serve_terminal(const std::string& terminal);
  bool begin_incarnation(const std::string& terminal, std::uint64_t lost_receipts);

  StoreOptions options_;
  /// Opened once: where the database has to be opened again, a vault that takes its time, or is
  /// gone, must not keep it closed.
  crypto::Wiped<Bytes> key_;
  const base::Clock& clock_;
  DiskReserve reserve_;
  std::optional<database::Database> database_;
  std::optional<database::Backup> backup_;  // reads database_: it ends first
  Checked checked_;
  HighWaterMark mark_;  // as the database has it
  MarkFile mark_file_;
  std::string terminal_;  // empty until the first item
  Bytes salt_;
  bool behind_ = false;
  /// Within together(): what its verbs came to so far.
  std::optional<Expected<void, database::Error>> joined_;
  StoreHealth failure_ = StoreHealth::broken;  // why there is no database_
};

/// What is left of a store after such an error.
StoreHealth health_after(database::ErrorKind kind);

/// How many items a finished backup holds; empty: it is no sound database under that key.
/// From any thread.
std::optional<std::uint64_t> items_in_backup(const std::filesystem::path& file, const Bytes& key);

}  // namespace linli::offline_cache
