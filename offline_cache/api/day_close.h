#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/expected.h"
#include "kiosk/base/uuid.h"
#include "kiosk/domain/receipt.h"
#include "offline_cache/api/item_state.h"
#include "offline_cache/api/lookups.h"
#include "offline_cache/api/trouble.h"

namespace linli::offline_cache {

/// What stands between an item and the centre, for staff; a table in ui gives it words.
enum class ItemTrouble {
  none,
  damaged,         // its sealed bytes are not what was stored
  refused,         // the centre refuses it as it is
  other_terminal,  // it was stored under another terminal number
  unknown_there,   // accepted once, but the centre does not know it now
  differs,         // the centre holds it, but not as it is here
  other,
};

/// The service of 好差评. It is sent like an application and counts as none.
inline constexpr std::string_view kRatingService = "rating";

/// Matters that the centre has accepted and then sent back, refused, or found something lacking in:
/// residents are to be told.
using Decisions = std::map<base::Uuid, domain::Stage>;

/// One item as staff see it in the evening. Nothing in it is personal.
struct DayItem {
  base::Uuid id;
  std::string receipt_number;
  std::string service;
  base::WallTime stored_at{};
  std::size_t bytes = 0;       // sealed, parts included
  std::size_t bytes_sent = 0;  // what the centre said that it holds
  ItemState state{};
  ItemTrouble trouble = ItemTrouble::none;
  bool set_aside = false;                // staff know of it and have given a reason
  bool emergency = false;                // of today, or not at the centre yet: staff are called
  std::optional<domain::Stage> decided;  // as in Decisions
};

/// How the books of the last closed range compare with the centre's.
struct Reconciliation {
  enum class Result { agreed, disputed };
  Result result{};
  std::chrono::year_month_day day;  // the hall's
  int here = 0;   // items that this terminal named: accepted ones, without what was set aside
  int there = 0;  // how many of them the centre holds
  std::string check_code;  // 7F3A-91C2: the first 4 bytes of the chain head
  /// Receipt numbers of named items that the centre has not, though they were sent again.
  std::vector<std::string> missing_there;
  /// Receipt numbers of items that both have, but another content, or without a proof for this
  /// terminal. Of items whose hashes differ only the first.
  std::vector<std::string> differs;
  std::vector<std::string> unknown_here;  // item ids that the centre has and this store has not
  base::WallTime compared_at{};
};

enum class CloseError {
  unreachable,  // the centre did not answer: nothing was closed
  not_trusted,
  misbehaving,
  waiting,  // some items are not accepted yet: they must be sent or set aside first
  store_failed,
};

/// A close without anybody that did not come to a comparison.
struct FailedClose {
  base::WallTime at{};
  CloseError error{};
};

/// 好差评, which nobody waits for.
struct RatingCounts {
  int stored = 0;      // today
  int accepted = 0;    // of today's
  int on_the_way = 0;  // of any day
  int for_staff = 0;   // of any day, not set aside
};

/// Of the disk that holds the store.
struct DiskSpace {
  std::uint64_t free = 0;  // bytes, for the terminal's own account
  std::uint64_t all = 0;
};

/// The day so far. At most kMostDayItems items: emergencies first, then those that the last
/// comparison named, then those that need a person, then what the centre has decided, then those on
/// their way, then the newest.
inline constexpr std::size_t kMostDayItems = 200;
struct DayOverview {
  std::chrono::year_month_day day;        // the hall's day, whose boundary is local midnight
  std::chrono::year_month_day first_day;  // the earliest that has a report; `day` if none has
  // What residents handed in; ratings are counted apart.
  int stored = 0;      // today
  int accepted = 0;    // of today's
  int on_the_way = 0;  // of any day
  int for_staff = 0;   // of any day, not set aside
  int decided = 0;     // of any day, accepted, then lacking something or turned down
  RatingCounts ratings;
  bool sending = false;     // of those something is under way
  bool books_open = false;  // items of any day that no agreed day close covers
  std::size_t bytes = 0;    // of what was on the way since somebody looks
  std::size_t bytes_sent = 0;
  std::size_t bytes_held_back = 0;   // not sent, of what staff have to see to or have set aside
  std::size_t bytes_per_second = 0;  // over the last seconds; 0: nothing moves, or not known yet
  std::optional<std::chrono::seconds> time_left;  // at that rate; empty: nothing moves
  std::vector<DayItem> items;
  std::string terminal;           // number; empty: not enrolled
  std::optional<DiskSpace> disk;  // empty: not known
  std::optional<Reconciliation> last;
  std::optional<FailedClose> failed;  // while nothing was compared since
};

enum class SetAsideReason { handed_in_on_paper, duplicate, withdrawn, technical };

struct DayReport;  // day_report.h

/// The evening's work on the queue. Calls come from the UI thread, return at
/// once, and are answered there exactly once.
class DayDesk {
 public:
  virtual ~DayDesk() = default;
  virtual void overview(std::function<void(std::optional<DayOverview>)> done) = 0;
  /// Sends everything that waits, whatever its backoff.
  virtual void send_all() = 0;
  /// Compares sequence range, count and chain head with the centre; sends
  /// again what it misses, asks again for what it does not tell, and compares
  /// once more. `agreed` closes the day; `disputed` names what is left.
  virtual void close_day(std::function<void(Expected<Reconciliation, CloseError>)> done) = 0;
  /// A quarantined item is tried again.
  virtual void try_again(const base::Uuid& item, std::function<void(bool)> done) = 0;
  /// The figures of a day of the hall, today's or a past one's.
  virtual void report(std::chrono::year_month_day day,
                      std::function<void(std::optional<DayReport>)> done) = 0;
  /// Asks the centre where the item's matter stands and what it lacks. Nothing of the answer is
  /// kept here, because what staff of the centre wrote may be personal.
  virtual void ask_centre(const base::Uuid& item,
                          std::function<void(Expected<domain::StageReport, LookupError>)> done) = 0;
  /// A person has dealt with the item otherwise; `staff` is the staff number.
  virtual void set_aside(const base::Uuid& item, SetAsideReason reason, const std::string& staff,
                         std::function<void(bool)> done) = 0;
};

}  // namespace linli::offline_cache
