#pragma once
#include <chrono>

#include "kiosk/flow/pending.h"
#include "kiosk/flow/staff_item.h"
#include "kiosk/flow/staff_report.h"

namespace linli::flow {

/// The evening's screen: what was stored today, what is on its way and what
/// needs a person, asked for every second while it is open; then the close.
class StaffDay {
 public:
  /// `compared` is called when the close has a result, which is to be read in peace.
  StaffDay(Surroundings& around, offline_cache::StaffMember member, std::function<void()> compared);

  void send_all();
  void close();
  void turn_page(int page, DisplayMode mode);
  void open_item(const base::Uuid& item);
  StaffItem* item() { return item_ ? &*item_ : nullptr; }
  const StaffItem* item() const { return item_ ? &*item_ : nullptr; }
  void close_item() { item_.reset(); }
  void open_report();
  StaffReport* report() { return report_ ? &*report_ : nullptr; }
  const StaffReport* report() const { return report_ ? &*report_ : nullptr; }
  void close_report() { report_.reset(); }

  /// Asks for the day again when it is time.
  void tick();
  base::SteadyTime next_deadline() const;

  bool closing() const { return closing_ == Closing::running; }
  bool closed() const { return closing_ == Closing::agreed; }

  const std::string& terminal() const { return overview_.terminal; }
  std::optional<offline_cache::DiskSpace> disk() const { return overview_.disk; }

  EndOfDayView view(DisplayMode mode, const DevicesView& devices) const;

 private:
  using Closing = EndOfDayView::Closing;
  using Compared = Expected<offline_cache::Reconciliation, offline_cache::CloseError>;

  void ask();
  void take(std::optional<offline_cache::DayOverview> overview);
  void take_result(const Compared& result);
  bool nothing_open() const;
  bool sending() const;
  DayRow row_of(const offline_cache::DayItem& item) const;
  int item_count() const { return static_cast<int>(overview_.items.size()); }

  Surroundings& around_;
  offline_cache::StaffMember member_;
  std::function<void()> compared_;
  Pending pending_overview_;
  Pending pending_close_;
  bool asking_ = false;
  base::SteadyTime next_ask_{};
  base::SteadyTime send_again_from_{};
  EndOfDayView::State state_ = EndOfDayView::State::loading;
  Closing closing_ = Closing::open;
  std::optional<offline_cache::CloseError> error_;
  offline_cache::DayOverview overview_;
  int page_ = 0;
  std::optional<StaffItem> item_;
  std::optional<StaffReport> report_;
};

}  // namespace linli::flow
