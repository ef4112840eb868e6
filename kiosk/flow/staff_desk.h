#pragma once
#include "kiosk/flow/action.h"
#include "kiosk/flow/idle_timer.h"
#include "kiosk/flow/staff_day.h"
#include "kiosk/flow/staff_sign_in.h"

namespace linli::flow {

/// What only staff do, and only the desk understands.
template <class A>
concept StaffAction =
    OneOf<A, action::LetGoHallName, action::SendAll, action::CloseDay, action::OpenDayItem,
          action::TryItemAgain, action::BeginSetAside, action::ChooseSetAsideReason,
          action::ConfirmSetAside, action::AskCentre, action::OpenNotice, action::OpenDayReport,
          action::TurnDay, action::SaveDocument>;

/// Staff at the terminal, from the sign-in until it is locked again. Locking is
/// destroying it.
class StaffDesk {
 public:
  struct News {
    std::function<void()> compared;  // the close of the day has a result: the time begins anew
    std::function<void()> resident;  // shown_card() is nobody's of the staff; may destroy the desk
  };
  StaffDesk(Surroundings& around, News news);
  ~StaffDesk();
  StaffDesk(const StaffDesk&) = delete;
  StaffDesk& operator=(const StaffDesk&) = delete;

  /// What does not fit the screen is passed over.
  void act(const Action& action, DisplayMode mode, drivers::DeviceHealth reader);
  /// Staff who are to sign in may show their card; whose card it is otherwise is not looked at.
  void card_event(const drivers::CardEvent& event);
  /// While News::resident is told.
  const domain::IdCard& shown_card() const { return sign_in_->card(); }
  bool card_taken_away() const { return sign_in_->card_taken_away(); }
  /// Back was pressed where there is nothing before.
  bool left() const { return left_; }

  void tick();
  base::SteadyTime next_deadline() const;

  /// Before staff are signed in as long as for residents; then ten minutes.
  IdleTimer::Limits limits() const;
  const std::optional<offline_cache::StaffMember>& member() const { return member_; }
  /// Its number; empty: not known.
  std::string terminal() const { return day_ ? day_->terminal() : std::string(); }
  bool can_go_back() const;

  ScreenView screen(DisplayMode mode, drivers::DeviceHealth reader) const;

 private:
  void on_sign_in(const Action& action);
  void on_item(const Action& action);
  void on_report(const Action& action, DisplayMode mode, drivers::DeviceHealth reader);
  void on_day(const Action& action, DisplayMode mode);
  DevicesView devices(drivers::DeviceHealth reader) const;

  Surroundings& around_;
  std::function<void()> compared_;
  bool left_ = false;
  std::optional<offline_cache::StaffMember> member_;
  std::optional<StaffSignIn> sign_in_;
  std::optional<StaffDay> day_;
};

}  // namespace linli::flow
