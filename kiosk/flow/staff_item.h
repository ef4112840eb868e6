#pragma once
#include "kiosk/flow/document_saving.h"

namespace linli::flow {

/// An item of the day that a person has opened: why it needs one, and what to
/// do next. What is done here is the supervisor's, the rest anybody's.
class StaffItem {
 public:
  /// `done` is called once something was done and the list is to be shown again.
  StaffItem(Surroundings& around, DayRow row, offline_cache::StaffMember member,
            std::function<void()> done);
  ~StaffItem();
  StaffItem(const StaffItem&) = delete;
  StaffItem& operator=(const StaffItem&) = delete;

  /// The queue has moved.
  void update(const std::vector<offline_cache::DayItem>& items);

  void try_again();
  void begin_set_aside();
  void choose(offline_cache::SetAsideReason reason);
  void set_aside();
  /// Where the matter stands, by the centre; what it said lives as long as this object.
  void ask_centre();
  void open_notice();
  void save_notice();
  /// Back from the reasons or the notice to the item. False: there it was already.
  bool back();
  bool working() const { return working_ || (notice_ && notice_->saving()); }

  ScreenView screen() const;

 private:
  DayItemView view() const;
  void take_stage(Expected<domain::StageReport, offline_cache::LookupError> told);
  bool may_ask() const;
  bool may_give_notice() const;
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
  Pending pending_stage_;
  bool asking_ = false;
  std::optional<domain::StageReport> told_;
  std::optional<offline_cache::LookupError> ask_error_;
  std::optional<DocumentSaving> notice_;
};

}  // namespace linli::flow
