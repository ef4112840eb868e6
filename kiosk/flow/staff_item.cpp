#include "kiosk/flow/staff_item.h"

#include <utility>

#include "kiosk/flow/wipe.h"

namespace linli::flow {

using offline_cache::ItemState;

StaffItem::StaffItem(Surroundings& around, DayRow row, offline_cache::StaffMember member,
                     std::function<void()> done)
    : around_(around), row_(std::move(row)), member_(std::move(member)), done_(std::move(done)) {}

StaffItem::~StaffItem() {
  if (told_) wipe(told_->note);
}

void StaffItem::update(const std::vector<offline_cache::DayItem>& items) {
  for (const offline_cache::DayItem& item : items) {
    if (item.id == row_.item.id) row_.item = item;
  }
  if (!needs_person()) choosing_ = false;
}

bool StaffItem::may_try_again() const {
  return row_.item.state == ItemState::quarantined && !row_.item.set_aside;
}

bool StaffItem::needs_person() const {
  if (row_.item.set_aside) return false;
  switch (row_.item.state) {
    case ItemState::returned:
    case ItemState::refused:
    case ItemState::quarantined:
      return true;
    case ItemState::stored:
    case ItemState::sending:
    case ItemState::accepted:
    case ItemState::exported:
      return false;
  }
  return false;
}

std::function<void(bool)> StaffItem::answer() {
  working_ = true;
  failed_ = false;
  return pending_.wait_for([this](bool succeeded) {
    working_ = false;
    failed_ = !succeeded;
    if (!succeeded) return around_.changed();
    const auto done = std::move(done_);
    done();  // nothing of this is left then
  });
}

void StaffItem::try_again() {
  if (working_ || !may_try_again()) return;
  around_.needs.audit.record(offline_cache::AuditKind::staff_retries_item,
                             member_.number + " " + row_.item.receipt_number);
  around_.needs.staff->day.try_again(row_.item.id, answer());
}

void StaffItem::begin_set_aside() {
  if (working_ || !needs_person() || !supervisor()) return;
  choosing_ = true;
  reason_.reset();
}

void StaffItem::choose(offline_cache::SetAsideReason reason) {
  if (choosing_ && !working_) reason_ = reason;
}

void StaffItem::set_aside() {
  if (!choosing_ || working_ || !reason_) return;
  around_.needs.staff->day.set_aside(row_.item.id, *reason_, member_.number, answer());
}

bool StaffItem::may_ask() const {
  switch (row_.item.state) {
    case ItemState::accepted:
    case ItemState::returned:
    case ItemState::refused:
    case ItemState::exported:
      return true;
    case ItemState::stored:
    case ItemState::sending:
    case ItemState::quarantined:
      return false;
  }
  return false;
}

void StaffItem::ask_centre() {
  if (asking_ || working_ || choosing_ || !may_ask()) return;
  asking_ = true;
  ask_error_.reset();
  using Told = Expected<domain::StageReport, offline_cache::LookupError>;
  around_.needs.staff->day.ask_centre(
      row_.item.id, pending_stage_.wait_for([this](Told told) { take_stage(std::move(told)); }));
}

void StaffItem::take_stage(Expected<domain::StageReport, offline_cache::LookupError> told) {
  asking_ = false;
  if (told) {
    told_ = std::move(*told);
  } else {
    ask_error_ = told.error();
  }
  around_.changed();
}

bool StaffItem::may_give_notice() const {
  return told_ && told_->stage == domain::Stage::supplement_needed;
}

void StaffItem::open_notice() {
  if (may_give_notice() && !choosing_) notice_.emplace(around_, member_.number);
}

void StaffItem::save_notice() {
  if (!notice_) return;
  notice_->begin("notice " + told_->receipt_number,
                 [this](DocumentDesk& desk, DocumentDesk::Saved done) {
                   desk.save_notice(*told_, std::move(done));
                 });
}

bool StaffItem::back() {
  failed_ = false;
  if (notice_) {
    notice_.reset();
    return true;
  }
  return std::exchange(choosing_, false);
}

ScreenView StaffItem::screen() const {
  if (notice_) return NoticeView{*told_, row_.service, notice_->view()};
  return view();
}

DayItemView StaffItem::view() const {
  return {row_,    may_try_again(), needs_person(),   supervisor(), choosing_,
          reason_, working_,        failed_,          may_ask(),    asking_,
          told_,   ask_error_,      may_give_notice()};
}

}  // namespace linli::flow
