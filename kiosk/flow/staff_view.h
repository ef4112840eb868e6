#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "drivers/api/device_health.h"
#include "drivers/api/receipt_printer.h"
#include "kiosk/base/clock.h"
#include "kiosk/catalogue/service.h"
#include "offline_cache/api/day_close.h"
#include "offline_cache/api/day_report.h"
#include "offline_cache/api/outbox.h"
#include "offline_cache/api/staff.h"
#include "offline_cache/api/trouble.h"

/// What the staff screens are drawn from (view.h).
namespace linli::flow {

enum class SignInField { number, pin };

/// The card as the reader tells of it while nobody is signed in.
enum class SignInCard { none, reading, not_read };

struct StaffSignInView {
  SignInField active{};
  SignInCard card{};
  std::string number;
  std::size_t pin_digits = 0;  // the PIN itself never leaves its machine
  bool complete = false;       // both may be handed in
  bool checking = false;
  std::optional<offline_cache::SignInRefusal> refusal;
};

/// What the terminal knows of its own parts.
struct DevicesView {
  drivers::DeviceHealth card_reader{};
  drivers::DeviceHealth camera{};  // as its last use left it
  offline_cache::StoreHealth store{};
  std::chrono::milliseconds clock_error{};  // at most so far off
  offline_cache::LinkStatus link;
  std::optional<offline_cache::DiskSpace> disk;  // empty: not known
  bool has_printer = false;                      // that receipts are printed on
  std::optional<drivers::PrinterReport> printer = std::nullopt;  // empty: not asked yet
};

/// An item with its service; null: not in this catalogue.
struct DayRow {
  offline_cache::DayItem item;
  const catalogue::Service* service = nullptr;
};

struct EndOfDayView {
  enum class State { loading, shown, unreadable };
  enum class Closing { open, running, agreed, disputed, failed };
  State state{};
  Closing closing{};
  std::optional<offline_cache::CloseError> error;      // Closing::failed
  offline_cache::DayOverview overview;                 // without its items
  std::vector<DayRow> rows;                            // of this page
  std::vector<offline_cache::DayItem> emergencies;     // on whatever page
  std::vector<catalogue::CatalogueError> not_offered;  // why services are missing
  bool nothing_open = false;                           // nothing today, nothing left to close
  bool sending = false;                                // everything, because staff asked
  bool shows_summary = true;                           // large-font mode: page by page
  bool shows_devices = true;
  int page = 0;
  int pages = 1;
  DevicesView devices;
};

/// Why a file could not be put where the settings say; nothing half is left there.
enum class SaveError {
  no_folder,     // it is not there, or none is named
  not_writable,  // it is there, and the terminal may not write to it
  disk_full,
  failed,
};

struct SavingView {
  enum class State { idle, saving, saved, failed };
  State state{};
  std::optional<SaveError> error;  // State::failed
  std::string file;                // State::saved: its name
};

/// What the day report has no lines for, because there is too much of it.
struct LeftOut {
  int items = 0;
  int acts = 0;
};

/// A line of the day report, with its service; null: not in this catalogue.
struct ReportRow {
  std::variant<offline_cache::ServiceDay, offline_cache::ReportItem, LeftOut> content;
  const catalogue::Service* service = nullptr;
};

struct DayReportView {
  enum class State { loading, shown, unreadable };
  State state{};
  std::chrono::year_month_day day;
  bool earlier = false;             // the day before can be shown
  bool later = false;               // the day after
  offline_cache::ServiceDay total;  // without ratings, which have a row of their own
  std::optional<offline_cache::Reconciliation> last;  // of this day
  std::optional<offline_cache::AgreedRange> agreed;   // the last of this day
  bool disputed = false;                              // the last comparison of this day
  std::vector<ReportRow> rows;                        // of this page
  bool shows_summary = true;                          // large-font mode: a page of its own
  int page = 0;
  int pages = 1;
  SavingView saving;
};

/// What an application lacks, to be handed out.
struct NoticeView {
  domain::StageReport report;
  const catalogue::Service* service = nullptr;
  SavingView saving;
};

/// An item that a person has opened.
struct DayItemView {
  DayRow row;
  bool may_try_again = false;
  bool needs_person = false;  // may be set aside, by a supervisor
  bool supervisor = false;
  bool choosing = false;  // of the reason to set it aside
  std::optional<offline_cache::SetAsideReason> reason;
  bool working = false;
  bool failed = false;  // what was asked for last could not be done
  // What the centre says of the matter, once it was asked
  bool may_ask = false;  // the centre has it, or may have it
  bool asking = false;
  std::optional<domain::StageReport> told;
  std::optional<offline_cache::LookupError> ask_error;
  bool may_give_notice = false;  // it lacks something
};

}  // namespace linli::flow
