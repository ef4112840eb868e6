#include "kiosk/flow/visit_impl.h"

namespace linli::flow {

namespace event = drivers::card_event;

void Visit::Impl::card_event(const drivers::CardEvent& card_event) {
  tick();
  if (const auto* health = std::get_if<event::HealthChanged>(&card_event)) {
    reader_ = health->health;  // nobody's doing: the time runs on
    if (card_reading_) card_reading_->reader_health(reader_);
    if (session_ && session_->form) session_->form->card_event(card_event);
  } else if (staff_) {  // they may show their own, and serve nobody's
    if (!staff_->member()) idle_.touch(around_.needs.clock.steady());
    staff_->card_event(card_event);
  } else {
    held_since_.reset();
    reading_.stop();
    idle_.touch(around_.needs.clock.steady());
    if (session_) {
      follow_session_card(card_event);
    } else {
      read_on(card_event);
    }
  }
  face_ = time_face();
  changed();
}

/// A resident came to the sign-in by chance: the card is served as at home, whether it still lies
/// there or not.
void Visit::Impl::serve_resident() {
  idle_.touch(around_.needs.clock.steady());
  const bool taken_away = staff_->card_taken_away();
  if (starts_here()) {
    begin({CardPurpose::start, nullptr});
    identify(staff_->shown_card());
  }
  staff_.reset();
  if (taken_away && session_) follow_session_card(event::Removed{});
  face_ = time_face();
  changed();
}

/// At home a card begins a session by itself.
bool Visit::Impl::starts_here() const {
  return (screen_ == Screen::home || screen_ == Screen::menu) && !out_of_service();
}

void Visit::Impl::read_on(const drivers::CardEvent& card_event) {
  const bool removed = std::holds_alternative<event::Removed>(card_event);
  if (starts_here() && !removed) {
    help_open_ = false;
    begin({CardPurpose::start, nullptr});
  }
  if (!card_reading_) return;
  if (removed) card_reading_->removed();
  if (std::holds_alternative<event::Found>(card_event)) card_reading_->found();
  if (const auto* failed = std::get_if<event::Failed>(&card_event)) {
    card_reading_->failed(failed->error);
  }
  if (const auto* read = std::get_if<event::Read>(&card_event)) identify(read->card);
}

void Visit::Impl::identify(const domain::IdCard& card) {
  const auto today = base::hall_time(around_.needs.clock.now()).date;
  if (const auto problem = problem_of(card, today)) {
    card_reading_->refuse(*problem);
    return;
  }
  card_reading_.reset();
  session_ = std::make_unique<Session>(card);
  screen_ = Screen::identity;
  around_.needs.audit.record(offline_cache::AuditKind::session_started, "");
}

/// While a session is open, a card matters only where one is asked for, and in
/// that the session's own card may end it by leaving. Any other card is passed
/// over: nobody takes over a session.
void Visit::Impl::follow_session_card(const drivers::CardEvent& card_event) {
  const auto* read = std::get_if<event::Read>(&card_event);
  if (read != nullptr && read->card.number == session_->card().number) {
    session_->card_on_reader = true;
  }
  if (std::holds_alternative<event::Removed>(card_event) && session_->card_on_reader) {
    session_->card_on_reader = false;
    if (may_end_on_removal()) {
      keep_draft();
      end_session(EndReason::card_removed);
      return;
    }
  }
  if (ApplicationForm* form = open_form()) form->card_event(card_event);
}

bool Visit::Impl::may_end_on_removal() const {
  if (!around_.needs.settings.ends_on_card_removal) return false;
  if (screen_ == Screen::receipt || screen_ == Screen::rating) return false;
  if (session_->submitting()) return false;
  return !(session_->form && session_->form->adds_member());
}

}  // namespace linli::flow
