#include "kiosk/flow/staff_item.h"

#include <utility>

namespace linli::flow {

using offline_cache::ItemState;

StaffItem::StaffItem(Surroundings& around, DayRow row, offline_cache::StaffMember member,
                     std::function<void()> done)
    : around_(around), row_(std::move(row)), member_(std::move(member)), done_(std::move(done)) {}

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

bool StaffItem::back() {
  failed_ = false;
  return std::exchange(choosing_, false);
}

DayItemView StaffItem::view() const {
  return {row_,      may_try_again(), needs_person(), supervisor(),
          choosing_, reason_,         working_,       failed_};
}

}  // namespace linli::flow
