#include <algorithm>

#include "kiosk/flow/visit_impl.h"

namespace linli::flow {

using std::chrono::seconds;

namespace {

constexpr seconds kStaffDoorHeld{3};

}  // namespace

/// The home screen without a session: nothing to lose, at most a mode to reset.
bool Visit::Impl::nobody_there() const {
  return !session_ && !staff_ && screen_ == Screen::home && !help_open_;
}

bool Visit::Impl::at_rest() const {
  return nobody_there() && mode_ == DisplayMode::standard &&
         language_ == catalogue::Language::chinese;
}

IdleTimer::Limits Visit::Impl::limits() const {
  const VisitSettings& settings = around_.needs.settings;
  if (nobody_there()) return {settings.idle_before_warning, seconds(0)};
  if (staff_) return staff_->limits();
  const seconds warning = std::max(settings.warning, kLeastWarning);
  if (screen_ == Screen::receipt || screen_ == Screen::rating) {
    return {std::max(settings.receipt_shown - warning, seconds(0)), warning};
  }
  return {settings.idle_before_warning, warning};
}

std::optional<int> Visit::Impl::seconds_left() const {
  if (at_rest()) return {};
  return idle_.seconds_left(around_.needs.clock.steady(), limits());
}

Visit::Impl::TimeFace Visit::Impl::time_face() const {
  TimeFace face;
  face.minute = std::chrono::floor<std::chrono::minutes>(around_.needs.clock.now());
  face.seconds_left = seconds_left();
  if (session_ && session_->benefits) {
    const auto slow = session_->benefits->slow_from();
    face.slow = slow && around_.needs.clock.steady() >= *slow;
  }
  return face;
}

bool Visit::Impl::staff_door_opens() const {
  return held_since_ && may_open_staff() &&
         around_.needs.clock.steady() >= *held_since_ + kStaffDoorHeld;
}

void Visit::Impl::tick() {
  reading_.tick();
  if (reading_.speaking()) idle_.touch(around_.needs.clock.steady());  // somebody listens
  if (seconds_left() == 0) time_is_up();
  if (staff_door_opens()) {
    held_since_.reset();
    const auto touch = [this] { idle_.touch(around_.needs.clock.steady()); };
    staff_.emplace(around_, StaffDesk::News{touch, [this] { serve_resident(); }});
    idle_.touch(around_.needs.clock.steady());
    changed();
  }
  if (staff_) staff_->tick();
  const TimeFace face = time_face();
  if (face == face_) return;
  face_ = face;
  changed();
}

void Visit::Impl::time_is_up() {
  if (session_) {
    keep_draft();
    around_.needs.audit.record(offline_cache::AuditKind::session_timed_out, "");
    end_session(EndReason::timed_out);
  } else {
    rest();
  }
}

base::SteadyTime Visit::Impl::next_deadline() const {
  const base::Clock& clock = around_.needs.clock;
  const base::SteadyTime now = clock.steady();
  const base::WallTime wall = clock.now();
  const auto into_minute = wall - std::chrono::floor<std::chrono::minutes>(wall);
  base::SteadyTime next = now + (std::chrono::minutes(1) - into_minute);
  if (!at_rest()) next = std::min(next, idle_.next_change(now, limits()));
  if (held_since_) next = std::min(next, *held_since_ + kStaffDoorHeld);
  if (staff_) next = std::min(next, staff_->next_deadline());
  if (session_ && session_->benefits) {
    const auto slow = session_->benefits->slow_from();
    if (slow && *slow > now) next = std::min(next, *slow);
  }
  return next;
}

}  // namespace linli::flow
