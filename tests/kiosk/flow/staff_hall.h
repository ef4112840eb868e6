#pragma once
#include "tests/kiosk/flow/hall.h"

namespace linli::tests {

using offline_cache::AuditKind;
using offline_cache::DayOverview;
using offline_cache::ItemState;
using offline_cache::ItemTrouble;
using offline_cache::StaffRole;

inline offline_cache::DayItem item_of(int number, ItemState state) {
  offline_cache::DayItem item;
  item.id.bytes[0] = static_cast<std::uint8_t>(number);
  item.receipt_number = "LS-0417-2611-00" + std::to_string(10 + number);
  item.service = "temporary_relief";
  item.bytes = 1800000;
  item.state = state;
  if (state == ItemState::quarantined) item.trouble = ItemTrouble::refused;
  return item;
}

inline DayOverview day_of(std::vector<offline_cache::DayItem> items) {
  DayOverview day;
  day.stored = static_cast<int>(items.size());
  for (const auto& item : items) {
    day.accepted += item.state == ItemState::accepted;
    day.on_the_way += item.state == ItemState::stored;
    day.for_staff += item.state == ItemState::quarantined && !item.set_aside;
  }
  day.items = std::move(items);
  return day;
}

/// The hall in the evening, and somebody of the staff.
struct StaffHall : Hall {
  explicit StaffHall(flow::VisitSettings settings = {}) : Hall(settings) {}

  void open_door() {
    press(action::HoldHallName{});
    wait(3s);
  }
  void type_in(const char* number, const char* pin) {
    press(action::ActivateField{"number"});
    type("C");
    type(number);
    press(action::ActivateField{"pin"});
    type(pin);
    press(action::Next{});
  }
  void enter(StaffRole role = StaffRole::clerk) {
    open_door();
    type_in("1001", "482913");
    staff.done(offline_cache::StaffMember{"1001", "李敏", role});
  }
  void open_day(std::vector<offline_cache::DayItem> items, StaffRole role = StaffRole::clerk) {
    enter(role);
    day.told(day_of(std::move(items)));
  }
  std::string signed_out() const {
    for (const auto& [kind, detail] : audit.events) {
      if (kind == AuditKind::staff_signed_out) return detail;
    }
    return {};
  }
};

}  // namespace linli::tests
