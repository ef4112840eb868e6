#pragma once
#include "kiosk/flow/pending.h"
#include "kiosk/flow/staff_view.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// An item of the day that a person has opened: why it needs one, and what to
/// do next. What is done here is the supervisor's, the rest anybody's.
class StaffItem {
 public:
  /// `done` is called once something was done and the list is to be shown again.
  StaffItem(Surroundings& around, DayRow row, offline_cache::StaffMember member,
            std::function<void()> done);

  /// The queue has moved.
  void update(const std::vector<offline_cache::DayItem>& items);

  void try_again();
  void begin_set_aside();
  void choose(offline_cache::SetAsideReason reason);
  void set_aside();
  /// Back from the reasons to the item. False: there it was already.
  bool back();
  bool working() const { return working_; }

  DayItemView view() const;

 private:
  bool may_try_again() const;
  bool needs_person() const;
  bool supervisor() const { return member_.role == offline_cache::StaffRole::supervisor; }
  std::function<void(bool)> answer();

  Surroundings& around_;
  DayRow row_;
  offline_cache::StaffMember member_;
  std::function<void()> done_;
  Pending pending_;
  bool choosing_ = false;
  std::optional<offline_cache::SetAsideReason> reason_;
  bool working_ = false;
  bool failed_ = false;
};

}  // namespace linli::flow
