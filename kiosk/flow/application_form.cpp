#include "kiosk/flow/application_form.h"

#include <algorithm>

#include "kiosk/flow/paging.h"

namespace linli::flow {

using Outcome = ApplicationForm::Outcome;

ApplicationForm::ApplicationForm(const catalogue::Service& service,
                                 const domain::IdentityNumber& applicant, DisplayMode mode,
                                 drivers::DeviceHealth reader)
    : service_(service),
      applicant_(applicant),
      mode_(mode),
      reader_(reader),
      passed_(service.steps.size(), false) {}

void ApplicationForm::set_mode(DisplayMode mode) { mode_ = mode; }

std::size_t ApplicationForm::index_of(const std::string& step) const {
  const auto found = std::ranges::find(service_.steps, step, &Step::id);
  return static_cast<std::size_t>(found - service_.steps.begin());
}

bool ApplicationForm::all_right(std::size_t step) const {
  return std::ranges::none_of(service_.steps[step].fields, [this](const Field& field) {
    return answers_.check(field).has_value();
  });
}

std::size_t ApplicationForm::first_open_step() const {
  std::size_t step = 0;
  while (step < service_.steps.size() && done(step)) ++step;
  return step;
}

void ApplicationForm::enter(std::size_t step) {
  step_ = step;
  field_ = 0;
  first_member_ = 0;
  entry_.reset();
}

/// Checks fields [first, end) of the step; goes to the first with a problem.
bool ApplicationForm::accept_fields(std::size_t first, std::size_t end) {
  std::optional<std::size_t> wrong;
  for (std::size_t i = first; i < end; ++i) {
    if (!answers_.accept(step().fields[i]) && !wrong) wrong = i;
  }
  if (wrong) field_ = *wrong;
  return !wrong;
}

bool ApplicationForm::accept_page() {
  if (mode_ == DisplayMode::large) return accept_fields(field_, field_ + 1);
  return accept_fields(0, step().fields.size());
}

Outcome ApplicationForm::next() {
  if (entry_) {
    on(action::ConfirmMember{});
    return Outcome::stays;
  }
  if (!accept_page()) return Outcome::stays;
  if (mode_ == DisplayMode::large && field_ + 1 < step().fields.size()) {
    ++field_;
    return Outcome::stays;
  }
  return leave_step();
}

/// To the next step; to the review if one came from there, or after the last.
Outcome ApplicationForm::leave_step() {
  if (!accept_fields(0, step().fields.size())) return Outcome::stays;
  passed_[step_] = true;
  const bool last = step_ + 1 == service_.steps.size();
  if (!from_review_ && !last) {
    enter(step_ + 1);
    return Outcome::stays;
  }
  return ready_to_submit() ? Outcome::finished : Outcome::stays;
}

bool ApplicationForm::ready_to_submit() {
  const std::size_t open = first_open_step();
  from_review_ = false;
  if (open == service_.steps.size()) return true;
  enter(open);
  accept_fields(0, step().fields.size());
  return false;
}

Outcome ApplicationForm::back() {
  if (entry_) {
    if (!entry_->back()) entry_.reset();
    return Outcome::stays;
  }
  if (mode_ == DisplayMode::large && field_ > 0) {
    --field_;
    return Outcome::stays;
  }
  if (from_review_) return leave_step();
  if (step_ == 0) return Outcome::left;
  enter(step_ - 1);
  if (mode_ == DisplayMode::large) field_ = step().fields.size() - 1;
  return Outcome::stays;
}

void ApplicationForm::go_to_step(const std::string& step) {
  const std::size_t index = index_of(step);
  if (index < service_.steps.size() && (done(index) || index == first_open_step())) enter(index);
}

void ApplicationForm::open_from_review(const std::string& step) {
  if (index_of(step) == service_.steps.size()) return;
  from_review_ = true;
  go_to_step(step);
}

offline_cache::Draft ApplicationForm::draft() const {
  return {service_.id, service_.version, step().id, answers_.all()};
}

void ApplicationForm::resume(const offline_cache::Draft& draft) {
  answers_.resume(service_, draft.answers);
  // A draft of a past version may name a step that is gone: then at the first.
  const std::size_t open = index_of(draft.step);
  const std::size_t until = open == service_.steps.size() ? 0 : open;
  for (std::size_t i = 0; i < until; ++i) passed_[i] = true;
  enter(std::min(first_open_step(), until));
}

StepState ApplicationForm::state_of(std::size_t step) const {
  if (step == step_) return StepState::current;
  return done(step) ? StepState::done : StepState::open;
}

FieldView ApplicationForm::field_view(const Field& one) const {
  FieldView view;
  view.field = &one;
  view.answer = answers_.find(one);
  view.typed = answers_.typed(one);
  view.problem = answers_.shown_problem(one);
  view.active = !entry_ && &one == &field() && keypad_of(one).has_value();
  return view;
}

FormView ApplicationForm::view() const {
  FormView view;
  view.service = &service_;
  for (std::size_t i = 0; i < service_.steps.size(); ++i) {
    view.steps.push_back({&service_.steps[i], state_of(i)});
  }
  view.step = &step();
  for (const Field& one : step().fields) {
    if (mode_ == DisplayMode::standard || &one == &field()) view.fields.push_back(field_view(one));
  }
  if (entry_) view.member_entry = entry_->view();
  if (const Field* household = household_field()) {
    const auto members = static_cast<int>(answers_.household(*household).size());
    const Slice slice = slice_at(first_member_, members, members_per_page());
    view.household_page = slice.page;
    view.household_pages = slice.pages;
    view.household_first = slice.first;
    view.household_count = slice.count;
  }
  view.from_review = from_review_;
  return view;
}

}  // namespace linli::flow
