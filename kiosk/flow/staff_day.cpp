#include "kiosk/flow/staff_day.h"

#include <algorithm>
#include <iterator>

#include "kiosk/flow/paging.h"

namespace linli::flow {

using offline_cache::AuditKind;
using offline_cache::DayOverview;

namespace {

constexpr std::chrono::seconds kAskEvery{1};
/// A pass that finds no centre takes about so long.
constexpr std::chrono::seconds kSendAgainAfter{10};

/// Standard mode shows everything with a part of the items; large-font mode a
/// page of numbers, then the items, then the devices.
struct Pages {
  int per_page;
  int before;  // pages without items
  int behind;
};
Pages pages_for(DisplayMode mode) {
  return mode == DisplayMode::large ? Pages{2, 1, 1} : Pages{4, 0, 0};
}

/// In large-font mode no page is for items where there are none.
int item_pages(int items, const Pages& pages) {
  if (items == 0 && pages.before > 0) return 0;
  return slice_at(0, items, pages.per_page).pages;
}

}  // namespace

StaffDay::StaffDay(Surroundings& around, offline_cache::StaffMember member,
                   std::function<void()> compared)
    : around_(around), member_(std::move(member)), compared_(std::move(compared)) {
  ask();
}

void StaffDay::ask() {
  asking_ = true;
  next_ask_ = around_.needs.clock.steady() + kAskEvery;
  around_.needs.staff->day.overview(pending_overview_.wait_for(
      [this](std::optional<DayOverview> overview) { take(std::move(overview)); }));
}

void StaffDay::take(std::optional<DayOverview> overview) {
  asking_ = false;
  next_ask_ = std::max(next_ask_, around_.needs.clock.steady());  // no deadline long past
  if (overview) {
    state_ = EndOfDayView::State::shown;
    overview_ = std::move(*overview);
    if (item_) item_->update(overview_.items);
  } else {
    state_ = EndOfDayView::State::unreadable;
  }
  around_.changed();
}

void StaffDay::tick() {
  if (!asking_ && around_.needs.clock.steady() >= next_ask_) ask();
}

base::SteadyTime StaffDay::next_deadline() const {
  return asking_ ? base::SteadyTime::max() : next_ask_;
}

bool StaffDay::nothing_open() const {
  return state_ == EndOfDayView::State::shown && overview_.stored == 0 && !overview_.books_open &&
         overview_.on_the_way == 0 && overview_.for_staff == 0;
}

void StaffDay::send_all() {
  if (sending()) return;
  send_again_from_ = around_.needs.clock.steady() + kSendAgainAfter;
  around_.needs.staff->day.send_all();
}

bool StaffDay::sending() const { return around_.needs.clock.steady() < send_again_from_; }

void StaffDay::close() {
  const bool possible = state_ == EndOfDayView::State::shown && !nothing_open();
  if (!possible || closing() || closed()) return;
  closing_ = Closing::running;
  error_.reset();
  page_ = 0;
  around_.needs.audit.record(AuditKind::staff_closes_day, member_.number);
  around_.needs.staff->day.close_day(
      pending_close_.wait_for([this](const Compared& result) { take_result(result); }));
}

void StaffDay::take_result(const Compared& result) {
  using Result = offline_cache::Reconciliation::Result;
  if (!result) {
    closing_ = Closing::failed;
    error_ = result.error();
  } else {
    closing_ = result->result == Result::agreed ? Closing::agreed : Closing::disputed;
    overview_.last = *result;
    overview_.failed.reset();
  }
  compared_();
  around_.changed();
}

void StaffDay::turn_page(int page, DisplayMode mode) {
  const Pages pages = pages_for(mode);
  const int all = pages.before + item_pages(item_count(), pages) + pages.behind;
  if (page >= 0 && page < all) page_ = page;
}

void StaffDay::open_item(const base::Uuid& id) {
  const auto found = std::ranges::find(overview_.items, id, &offline_cache::DayItem::id);
  if (found == overview_.items.end() || closing()) return;
  item_.emplace(around_, row_of(*found), member_, [this] {
    item_.reset();
    if (!asking_) ask();
    around_.changed();
  });
}

void StaffDay::open_report() {
  const bool shown = state_ == EndOfDayView::State::shown;
  if (shown && !closing()) {
    report_.emplace(around_, member_.number, overview_.first_day, overview_.day);
  }
}

DayRow StaffDay::row_of(const offline_cache::DayItem& item) const {
  DayRow row{item, nullptr};
  for (const catalogue::Service& service : around_.needs.catalogue.services) {
    if (service.id == item.service) row.service = &service;
  }
  return row;
}

EndOfDayView StaffDay::view(DisplayMode mode, const DevicesView& devices) const {
  const Pages pages = pages_for(mode);
  const int with_items = item_pages(item_count(), pages);
  EndOfDayView view;
  view.state = state_;
  view.closing = closing_;
  view.error = error_;
  view.overview = overview_;
  std::ranges::copy_if(overview_.items, std::back_inserter(view.emergencies),
                       &offline_cache::DayItem::emergency);
  view.overview.items.clear();
  view.not_offered = around_.needs.catalogue.service_faults;
  view.nothing_open = nothing_open();
  view.sending = sending();
  view.pages = pages.before + with_items + pages.behind;
  view.page = std::min(page_, view.pages - 1);
  view.shows_summary = pages.before == 0 || view.page == 0;
  view.shows_devices = pages.behind == 0 || view.page == view.pages - 1;
  view.devices = devices;
  const int item_page = view.page - pages.before;
  if (item_page < 0 || item_page >= with_items) return view;
  const Slice slice = slice_at(item_page * pages.per_page, item_count(), pages.per_page);
  for (int i = slice.first; i < slice.first + slice.count; ++i) {
    view.rows.push_back(row_of(overview_.items[static_cast<std::size_t>(i)]));
  }
  return view;
}

}  // namespace linli::flow
