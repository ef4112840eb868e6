#include "kiosk/flow/visit_impl.h"

namespace linli::flow {

using offline_cache::AuditKind;

namespace {

template <class... Kinds>
bool is_any(const Action& action) {
  return (std::holds_alternative<Kinds>(action) || ...);
}

/// What was agreed to, for the audit trail.
std::string consent_name(const Errand& errand) {
  if (errand.service != nullptr) return errand.service->id;
  return errand.purpose == CardPurpose::matters ? "matters" : "benefits";
}

}  // namespace

/// May this be done now? What covers the screen comes first; an action of a
/// screen that has gone meanwhile finds no taker.
bool Visit::Impl::may_act(const Action& action) const {
  using namespace action;  // NOLINT: the names of the actions
  if (is_any<SetMode, SetLanguage, ExtendTime>(action)) return true;
  if (staff_) return is_any<Leave>(action) || (!staff_->member() && is_any<CallHelp>(action));
  if (is_any<CallHelp, HoldHallName, ReadAloud, StopReading>(action)) return true;
  if (help_open_) return is_any<Back, Next, Leave>(action);
  if (asks_to_leave_) return is_any<KeepDraftAndLeave, DiscardAndLeave, StayHere>(action);
  if (session_ && session_->submitting()) return false;
  if (out_of_service()) return is_any<Leave>(action);
  if (asks_about_draft()) return is_any<ResumeDraft, StartAfresh, DecideLater, Leave>(action);
  return !is_any<KeepDraftAndLeave, DiscardAndLeave, StayHere, ResumeDraft, StartAfresh,
                 DecideLater>(action);
}

void Visit::Impl::act(const Action& action) {
  tick();  // an action that comes after the end of the time finds the session gone
  was_warned_ = seconds_left().has_value();
  idle_.touch(around_.needs.clock.steady());
  held_since_.reset();
  reading_.stop();  // whoever does something has heard enough
  if (staff_) {
    staff_->act(action, mode_, reader_);
    if (staff_->left()) rest();
  }
  if (may_act(action) && !reference_takes(action)) {
    std::visit([this](const auto& kind) { dispatch(kind); }, action);
  }
  face_ = time_face();
  changed();
}

/// What is looked up without a card is that desk's, unless help covers it.
bool Visit::Impl::reference_takes(const Action& action) {
  return screen_ == Screen::reference && !help_open_ && reference_->act(action, mode_);
}

void Visit::Impl::open_reference(TileKind tile) {
  reference_ = ReferenceDesk::open(tile, around_);
  if (reference_) screen_ = Screen::reference;
}

/// What the form understands is the form's, what only staff do or what is looked up was done at
/// those desks; the rest leads between screens.
template <class A>
void Visit::Impl::dispatch(const A& action) {
  if constexpr (requires(ApplicationForm & form) { form.on(action); }) {
    if (ApplicationForm* form = open_form()) form->on(action);
  } else if constexpr (!StaffAction<A> && !ReferenceAction<A>) {
    on(action);
  }
}

void Visit::Impl::on(const action::SetMode& action) {
  mode_ = action.mode;
  if (session_ && session_->form) session_->form->set_mode(mode_);
  if (session_ && session_->assessment) session_->assessment->questions().set_mode(mode_);
}

void Visit::Impl::on(const action::SetLanguage& action) { language_ = action.language; }

void Visit::Impl::on(const action::CallHelp&) {
  if (help_open_) return staff_calling_.call(drivers::CallReason::help);  // again, if it failed
  staff_.reset();  // nobody has signed in: a resident came here by chance
  around_.needs.audit.record(AuditKind::help_called, session_ ? "in_session" : "no_session");
  staff_calling_.call(drivers::CallReason::help);
  open_help();
}

void Visit::Impl::on(const action::ReadAloud& action) {
  reading_.begin(action.words, language_, [this] { idle_.touch(around_.needs.clock.steady()); });
}

void Visit::Impl::on(const action::StopReading&) {}  // every action stops it

void Visit::Impl::on(const action::Leave&) {
  close_help();
  if (screen_ == Screen::receipt && !was_warned_) {
    finish();
  } else {
    leave();
  }
}

/// From the receipt: large-font mode asks for the rating on a screen of its own.
void Visit::Impl::finish() {
  if (mode_ == DisplayMode::large && !session_->receipt->rated()) {
    screen_ = Screen::rating;
  } else {
    leave();
  }
}

void Visit::Impl::follow_form(ApplicationForm::Outcome outcome) {
  switch (outcome) {
    case ApplicationForm::Outcome::stays:
      break;
    case ApplicationForm::Outcome::finished:
      open_review();
      break;
    case ApplicationForm::Outcome::left:
      leave_matter();
      break;
  }
}

void Visit::Impl::on(const action::Back&) {
  if (help_open_) return close_help();
  switch (screen_) {
    case Screen::identity:
      if (session_->has_agreed_to_anything()) leave_matter();
      break;
    case Screen::read_card:
    case Screen::benefits:
    case Screen::progress:
    case Screen::reference:
      go_home();
      break;
    case Screen::matters:
      if (session_->matters->is_open()) {
        session_->matters->close();
      } else {
        go_home();
      }
      break;
    case Screen::menu:
      menus_.pop_back();
      if (menus_.empty()) go_home();
      break;
    case Screen::assessment:
      if (session_->assessment->back() == Assessment::Outcome::left) leave_matter();
      break;
    case Screen::form:
      follow_form(session_->form->back());
      break;
    case Screen::review:
      screen_ = Screen::form;
      break;
    case Screen::rating:
      screen_ = Screen::receipt;
      break;
    case Screen::home:
    case Screen::receipt:
      break;
  }
}

void Visit::Impl::on(const action::Next&) {
  if (help_open_) return close_help();
  switch (screen_) {
    case Screen::assessment:
      if (session_->assessment->next() == Assessment::Outcome::done) begin_form();
      break;
    case Screen::form:
      follow_form(session_->form->next());
      break;
    case Screen::receipt:
      finish();
      break;
    case Screen::rating:
      leave();
      break;
    case Screen::progress:
      if (progress_->has_report()) go_home();
      break;
    case Screen::home:
    case Screen::menu:
    case Screen::read_card:
    case Screen::identity:
    case Screen::benefits:
    case Screen::review:
    case Screen::matters:
    case Screen::reference:
      break;
  }
}

void Visit::Impl::on(const action::SkipQuestions&) {
  if (screen_ == Screen::assessment) begin_form();
}

void Visit::Impl::on(const action::Retry&) {
  if (screen_ == Screen::read_card) card_reading_->retry();
  if (screen_ == Screen::benefits) session_->benefits->ask(session_->card());
  if (screen_ == Screen::form) session_->form->retry();
  if (screen_ == Screen::review && session_->submission->failed()) submit();
  if (screen_ == Screen::progress) progress_->retry();
  if (screen_ == Screen::matters && session_->matters->failed()) session_->matters->ask();
}

void Visit::Impl::on(const action::TurnPage& action) {
  if (screen_ == Screen::benefits) session_->benefits->turn_page(action.page, mode_);
  if (screen_ == Screen::matters) session_->matters->turn_page(action.page, mode_);
  if (screen_ == Screen::menu) menu().turn_page(menus_.back(), action.page, mode_);
  if (screen_ == Screen::form) session_->form->turn_page(action.page);
  if (screen_ == Screen::review) {
    session_->submission->turn_page(action.page, session_->form->service(),
                                    session_->form->answers(), mode_);
  }
  if (screen_ == Screen::receipt) session_->receipt->turn_page(action.page, mode_);
}

void Visit::Impl::on(const action::PressTile& action) {
  if (screen_ != Screen::home && screen_ != Screen::menu) return;
  switch (action.tile.kind) {
    case TileKind::group:
      menus_.push_back({action.tile.group});
      screen_ = Screen::menu;
      break;
    case TileKind::others:
      menus_.push_back({});
      screen_ = Screen::menu;
      break;
    case TileKind::benefits:
      begin({CardPurpose::benefits, nullptr});
      break;
    case TileKind::service:
      on(action::ApplyFor{action.tile.service});
      break;
    case TileKind::progress:
      progress_.emplace(around_);
      screen_ = Screen::progress;
      break;
    case TileKind::hotlines:
    case TileKind::guide:
    case TileKind::place_names:
      open_reference(action.tile.kind);
      break;
  }
}

void Visit::Impl::on(const action::ApplyFor& action) {
  const catalogue::Service* service = in_catalogue(action.service);
  const bool offered = screen_ == Screen::home || screen_ == Screen::menu ||
                       screen_ == Screen::benefits ||
                       (screen_ == Screen::receipt && session_->receipt->leads_to(service)) ||
                       (screen_ == Screen::reference && service == service_of_article());
  if (offered && service != nullptr) begin({CardPurpose::service, service});
}

/// What was asked for on the screen of a matter; null where it does not offer that.
std::shared_ptr<const Addition> Visit::Impl::offered_addition(domain::Addition what) const {
  if (screen_ == Screen::progress) return progress_->addition(what);
  return screen_ == Screen::matters ? session_->matters->addition(what) : nullptr;
}

/// The card says who adds it: another of the household signs in a session of their own.
void Visit::Impl::on(const action::AddToMatter& action) {
  const bool supplement = action.what == domain::Addition::supplement;
  auto addition = offered_addition(action.what);
  if (!addition) return;
  if (session_ && !supplement) end_session(EndReason::left);
  const catalogue::Service* form = &addition->form;
  begin({supplement ? CardPurpose::supplement : CardPurpose::authorisation, form,
         std::move(addition)});
}

void Visit::Impl::on(const action::Agree&) {
  if (screen_ != Screen::identity) return;
  session_->agree(errand_);
  around_.needs.audit.record(AuditKind::consent_given, consent_name(errand_));
  go_on_after_consent();
}

void Visit::Impl::on(const action::Decline&) {
  if (screen_ != Screen::identity) return;
  around_.needs.audit.record(AuditKind::consent_declined, consent_name(errand_));
  keep_draft();  // of what was begun under an earlier consent
  end_session(EndReason::declined);
}

void Visit::Impl::on(const action::GoToStep& action) {
  if (screen_ == Screen::form) session_->form->go_to_step(action.step);
  if (screen_ == Screen::review) {
    session_->form->open_from_review(action.step);
    screen_ = Screen::form;
  }
}

void Visit::Impl::on(const action::Submit&) {
  if (screen_ == Screen::review) submit();
}

void Visit::Impl::on(const action::Rate& action) {
  if (screen_ == Screen::receipt || screen_ == Screen::rating)
    session_->receipt->rate(action.grade);
}

void Visit::Impl::on(const action::PrintReceipt&) {
  if (screen_ == Screen::receipt) session_->receipt->print(session_->masked_name());
}

void Visit::Impl::on(const action::PrintApplication&) {
  if (screen_ == Screen::receipt) session_->receipt->print_copy();
}

void Visit::Impl::on(const action::ContinueServices&) {
  if (screen_ != Screen::receipt && screen_ != Screen::rating) return;
  session_->receipt.reset();
  go_home();
}

void Visit::Impl::on(const action::ExtendTime&) {}  // every action extends the time

void Visit::Impl::on(const action::KeepDraftAndLeave&) {
  keep_draft();
  end_session(EndReason::left);
}

void Visit::Impl::on(const action::DiscardAndLeave&) {
  if (session_->keeps_draft()) {
    around_.needs.drafts.drop(session_->card(), session_->form->service().id);
  }
  end_session(EndReason::left);
}

void Visit::Impl::on(const action::StayHere&) { asks_to_leave_ = false; }

void Visit::Impl::on(const action::HoldHallName&) {
  if (may_open_staff()) held_since_ = around_.needs.clock.steady();
}

void Visit::Impl::on(const action::ResumeDraft&) {
  if (session_->assessment) begin_form();  // it was answered when the draft was begun
  session_->form->resume(*session_->draft->found());
  session_->draft->forget();
}

void Visit::Impl::on(const action::StartAfresh&) {
  around_.needs.drafts.drop(session_->card(), errand_.service->id);
  session_->draft->forget();
}

/// The form goes as well, so that the question is asked again next time.
void Visit::Impl::on(const action::DecideLater&) {
  session_->draft.reset();
  session_->form.reset();
  session_->assessment.reset();
  leave_matter();
}

}  // namespace linli::flow
