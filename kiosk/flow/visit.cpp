#include "kiosk/flow/visit.h"

#include <algorithm>

#include "kiosk/flow/visit_impl.h"

namespace linli::flow {

using offline_cache::AuditKind;
using offline_cache::StoreHealth;

Visit::Visit(VisitNeeds needs) : impl_(std::make_unique<Impl>(std::move(needs))) {}
Visit::~Visit() = default;
View Visit::view() const { return impl_->view(); }
void Visit::act(const Action& action) { impl_->act(action); }
void Visit::card_event(const drivers::CardEvent& event) { impl_->card_event(event); }
void Visit::tick() { impl_->tick(); }
base::SteadyTime Visit::next_deadline() const { return impl_->next_deadline(); }
void Visit::on_change(std::function<void()> changed) { impl_->on_change = std::move(changed); }
void Visit::on_session_end(std::function<void()> ended) {
  impl_->on_session_end = std::move(ended);
}

Visit::Impl::Impl(VisitNeeds needs) : around_{std::move(needs), [this] { changed(); }} {
  idle_.touch(around_.needs.clock.steady());
  face_ = time_face();
  around_.needs.outbox.on_change([this] { outbox_changed(); });
}

Visit::Impl::~Impl() { around_.needs.outbox.on_change({}); }

void Visit::Impl::changed() const {
  if (on_change) on_change();
}

bool Visit::Impl::out_of_service() const {
  // Work that was begun stays on the screen: its own messages say what is kept.
  const bool begun = session_ && (fills_in() || screen_ == Screen::review ||
                                  screen_ == Screen::receipt || screen_ == Screen::rating);
  switch (around_.needs.outbox.health()) {
    case StoreHealth::starting:
    case StoreHealth::ready:
    case StoreHealth::disk_full:
      return false;
    case StoreHealth::broken:
    case StoreHealth::newer:
    case StoreHealth::behind:
    case StoreHealth::in_use:
      return !begun;
  }
  return false;
}

/// New work needs a store that takes it; what was begun may go on.
bool Visit::Impl::may_apply_for(const catalogue::Service& service) const {
  if (session_ && session_->form && &session_->form->service() == &service) return true;
  return around_.needs.outbox.health() == StoreHealth::ready;
}

/// Never over a resident: only where nobody is served.
bool Visit::Impl::may_open_staff() const { return around_.needs.staff && nobody_there(); }

bool Visit::Impl::asks_about_draft() const {
  return session_ && fills_in() && session_->draft && session_->draft->found();
}

const catalogue::Service* Visit::Impl::in_catalogue(const catalogue::Service* service) const {
  for (const catalogue::Service& known : around_.needs.catalogue.services) {
    if (&known == service) return service;
  }
  return nullptr;
}

/// Asks first for what is missing: the card, then the consent.
void Visit::Impl::begin(const Errand& errand) {
  if (errand.service != nullptr && !may_apply_for(*errand.service)) return;
  errand_ = errand;
  reference_.reset();
  if (!session_) {
    card_reading_.emplace(reader_);
    screen_ = Screen::read_card;
  } else if (session_->has_agreed_to(errand)) {
    go_on_after_consent();
  } else {
    screen_ = Screen::identity;
  }
}

void Visit::Impl::go_on_after_consent() {
  switch (errand_.purpose) {
    case CardPurpose::start:
    case CardPurpose::household_member:
      go_home();
      break;
    case CardPurpose::benefits:
      if (!session_->benefits) session_->benefits.emplace(around_);
      session_->benefits->ask(session_->card());
      screen_ = Screen::benefits;
      break;
    case CardPurpose::matters:
      if (!session_->matters) session_->matters.emplace(around_, session_->card());
      session_->matters->ask();
      screen_ = Screen::matters;
      break;
    case CardPurpose::service:
      open_application(*errand_.service);
      break;
    case CardPurpose::supplement:
    case CardPurpose::authorisation:
      open_addition(errand_.addition);
      break;
  }
}

void Visit::Impl::open_application(const catalogue::Service& service) {
  if (!may_apply_for(service)) return leave_matter();
  const bool begun = session_->form && &session_->form->service() == &service;
  screen_ = Screen::form;
  if (begun) return;
  put_work_away();
  session_->draft.emplace(around_);
  session_->draft->look_for(session_->card(), service);
  if (service.pre_assessment.questions.empty()) {
    session_->form.emplace(form_needs(service));
  } else {
    session_->assessment.emplace(form_needs(service));
    screen_ = Screen::assessment;
  }
}

void Visit::Impl::open_addition(std::shared_ptr<const Addition> addition) {
  if (!may_apply_for(addition->form)) return go_home();
  screen_ = Screen::form;
  if (session_->form && session_->addition == addition) return;
  put_work_away();
  session_->addition = std::move(addition);
  session_->form.emplace(form_needs(session_->addition->form));
}

/// Before another form is opened.
void Visit::Impl::put_work_away() {
  keep_draft();
  if (session_->assessment) session_->learn(session_->assessment->questions().worth_knowing());
  session_->submission.reset();
  session_->form.reset();
  session_->assessment.reset();
  session_->draft.reset();
  session_->addition.reset();
}

FormNeeds Visit::Impl::form_needs(const catalogue::Service& service) const {
  const auto today = base::hall_time(around_.needs.clock.now()).date;
  auto circumstances = catalogue::circumstances_of(session_->card(), today);
  if (session_->benefits) session_->benefits->complete(circumstances);
  return {service,
          around_.needs.catalogue.region,
          std::move(circumstances),
          session_->card().number,
          mode_,
          reader_,
          session_->known(),
          {},
          around_.needs.typing,
          around_.needs.pages,
          [this] { changed(); }};
}

/// The application itself, with what the questions before it have brought.
void Visit::Impl::begin_form() {
  Assessment& assessment = *session_->assessment;
  session_->learn(assessment.questions().worth_knowing());
  FormNeeds needs = form_needs(assessment.service());
  needs.answered = assessment.answers();
  session_->form.emplace(std::move(needs));
  session_->assessment.reset();
  screen_ = Screen::form;
}

/// Somebody is at the questions of a service.
bool Visit::Impl::fills_in() const {
  return screen_ == Screen::form || screen_ == Screen::assessment;
}

/// The questions on the screen; null where there are none.
ApplicationForm* Visit::Impl::open_form() const {
  if (screen_ == Screen::form) return &*session_->form;
  if (screen_ == Screen::assessment) return session_->assessment->form();
  return nullptr;
}

void Visit::Impl::open_review() {
  const auto& addition = session_->addition;
  session_->submission.emplace(
      around_, addition ? std::optional(addition->to) : std::nullopt,
      [this](domain::Receipt receipt) { application_stored(std::move(receipt)); });
  screen_ = Screen::review;
}

void Visit::Impl::submit() {
  ApplicationForm& form = *session_->form;
  if (form.changes() && !session_->matters->open_in_time()) return leave_matter();
  if (form.ready_to_submit()) {
    session_->submission->submit(form.service(), session_->card(), form.answers(), form.changes());
  } else {
    screen_ = Screen::form;
  }
}

void Visit::Impl::application_stored(domain::Receipt receipt) {
  const ApplicationForm& form = *session_->form;
  session_->learn(form.worth_knowing());
  const auto& addition = session_->addition;
  const bool own_form = !addition && !form.changes();  // that a draft may be of
  if (own_form) around_.needs.drafts.drop(session_->card(), form.service().id);
  if (!addition) keep_matter(receipt);
  const bool urgent = form.answers().questions().is_urgent();
  if (urgent) {
    around_.needs.audit.record(AuditKind::help_called, "emergency");
    staff_calling_.call(drivers::CallReason::emergency);
  }
  const domain::Answers answers = form.answers().questions().complete();
  session_->receipt.emplace(
      around_, Stored{receipt, form.service(), addition,
                      phone_tail_of(form.service(), answers), still_to_sign(answers), urgent,
                      for_a_copy(receipt)});
  if (around_.needs.settings.prints_by_itself) session_->receipt->print(session_->masked_name());
  session_->draft.reset();
  session_->form.reset();
  session_->submission.reset();
  screen_ = Screen::receipt;
  idle_.touch(around_.needs.clock.steady());  // the receipt is shown for its full time
  changed();
}

/// Kept only where it can be printed. What is added to a matter is no whole application.
std::shared_ptr<const HandedIn> Visit::Impl::for_a_copy(const domain::Receipt& receipt) const {
  if (around_.needs.copies == nullptr || session_->addition) return nullptr;
  const ApplicationForm& form = *session_->form;
  return std::make_shared<const HandedIn>(
      session_->submission->application(form.service(), session_->card(), form.answers(),
                                        form.changes()),
      receipt, form.service());
}

void Visit::Impl::go_home() {
  reading_.stop();
  menus_.clear();
  const bool saw_camera = progress_.has_value();
  progress_.reset();
  reference_.reset();
  card_reading_.reset();
  screen_ = Screen::home;
  if (saw_camera && !session_ && on_session_end) on_session_end();
}

/// Back to where it was begun: an order that is not changed after all, or a receipt that may not
/// have been noted yet.
void Visit::Impl::leave_matter() {
  if (session_->form && session_->form->changes()) {
    session_->form.reset();
    screen_ = Screen::matters;
  } else if (session_->receipt) {
    screen_ = Screen::receipt;
  } else {
    go_home();
  }
}

void Visit::Impl::leave() {
  if (!session_) return rest();  // staff too
  if (session_->submitting()) return;
  if (session_->has_unfinished_work()) {
    asks_to_leave_ = true;
  } else {
    end_session(EndReason::left);
  }
}

void Visit::Impl::keep_draft() {
  if (!session_->keeps_draft()) return;
  session_->learn(session_->form->worth_knowing());
  around_.needs.drafts.keep(session_->card(), session_->form->draft(), [](bool) {});
}

void Visit::Impl::end_session(EndReason reason) {
  constexpr const char* kNames[] = {"left", "declined", "timed_out", "card_removed"};
  session_.reset();
  if (around_.needs.printer != nullptr) around_.needs.printer->forget();
  if (around_.needs.copies != nullptr) around_.needs.copies->forget();
  around_.needs.audit.record(AuditKind::session_ended, kNames[static_cast<int>(reason)]);
  rest();
}

/// As the next person is to find it.
void Visit::Impl::rest() {
  reading_.stop();
  staff_.reset();
  held_since_.reset();
  progress_.reset();
  reference_.reset();
  card_reading_.reset();
  errand_ = {};
  menus_.clear();
  screen_ = Screen::home;
  help_open_ = false;
  asks_to_leave_ = false;
  mode_ = DisplayMode::standard;
  language_ = catalogue::Language::chinese;
  if (on_session_end) on_session_end();
}

void Visit::Impl::open_help() {
  help_open_ = true;
  if (progress_) progress_->pause();
}

void Visit::Impl::close_help() {
  help_open_ = false;
  if (progress_) progress_->resume();
}

void Visit::Impl::outbox_changed() {
  if (session_ && session_->receipt) session_->receipt->link_changed();
  const bool begun_by_nobody = !session_ && screen_ != Screen::home;
  if (out_of_service() && (begun_by_nobody || progress_)) go_home();
  changed();
}

}  // namespace linli::flow
