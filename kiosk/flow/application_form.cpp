#include "kiosk/flow/application_form.h"

#include <algorithm>

namespace linli::flow {

using Outcome = ApplicationForm::Outcome;

ApplicationForm::ApplicationForm(FormNeeds needs)
    : needs_(std::move(needs)),
      questions_(needs_.service, needs_.region, needs_.circumstances),
      answers_(questions_),
      passed_(needs_.service.steps.size(), false),
      sheet_(needs_.service.steps.front().fields, answers_) {
  for (const Step& one : needs_.service.steps) {
    for (const Field& field : one.fields) {
      const auto answered = needs_.answered.find(field.id);
      const auto known = needs_.known.find(field.known_as);
      if (answered != needs_.answered.end()) answers_.fill_in(field, answered->second);
      if (known != needs_.known.end()) answers_.fill_in(field, known->second);
    }
  }
  enter(next_asked(0));
}

domain::Answers ApplicationForm::worth_knowing() const {
  domain::Answers worth;
  for (const Step& one : needs_.service.steps) {
    for (const Field& field : one.fields) {
      const domain::Answer* answer = answers_.find(field);
      if (field.known_as.empty() || answer == nullptr || answers_.check(field)) continue;
      worth.insert_or_assign(field.known_as, *answer);
    }
  }
  return worth;
}

std::size_t ApplicationForm::index_of(const std::string& step) const {
  const auto found = std::ranges::find(needs_.service.steps, step, &Step::id);
  return static_cast<std::size_t>(found - needs_.service.steps.begin());
}

bool ApplicationForm::asks(std::size_t step) const {
  return answers_.questions().asks(needs_.service.steps[step]);
}

std::size_t ApplicationForm::next_asked(std::size_t step) const {
  while (step < steps() && !asks(step)) ++step;
  return step;
}

std::optional<std::size_t> ApplicationForm::asked_before(std::size_t step) const {
  while (step > 0) {
    if (asks(--step)) return step;
  }
  return std::nullopt;
}

bool ApplicationForm::all_right(std::size_t step) const {
  return std::ranges::none_of(needs_.service.steps[step].fields, [this](const Field& field) {
    return answers_.asks(field) && answers_.check(field);
  });
}

std::size_t ApplicationForm::first_open_step() const {
  std::size_t step = next_asked(0);
  while (step < steps() && done(step)) step = next_asked(step + 1);
  return step;
}

void ApplicationForm::enter(std::size_t step) {
  close_text();
  step_ = std::min(step, steps() - 1);
  sheet_ = FieldSheet(this->step().fields, answers_);
  signer_ = 0;
  ask_again_.clear();
  photograph_again_.clear();
  list_signers();
  first_item_ = 0;
  first_place_ = 0;
  capture_.reset();
  entry_.reset();
  row_.reset();
  open_text();
}

Outcome ApplicationForm::next() {
  const bool wrote = text_.has_value();
  close_text();
  const bool stays = wrote && needs_.mode == DisplayMode::standard &&
                     sheet().on_from_text(!row_ && passed_[step_]);
  const Outcome outcome = stays ? Outcome::stays : go_on();
  open_text();
  return outcome;
}

Outcome ApplicationForm::back() {
  close_text();
  const Outcome outcome = go_back();
  open_text();
  return outcome;
}

Outcome ApplicationForm::go_on() {
  if (capture_) {
    keep_page();
    return Outcome::stays;
  }
  if (entry_) {
    if (!entry_->next()) on(action::ConfirmMember{});
    return Outcome::stays;
  }
  if (row_) {
    next_of_row();
    return Outcome::stays;
  }
  if (to_next_signer()) return Outcome::stays;
  if (!sheet_.accept(needs_.mode)) {
    show_open_signer();
    return Outcome::stays;
  }
  return sheet_.forward(needs_.mode) ? Outcome::stays : leave_step();
}

/// Through the columns; after the last one the row is in the table.
void ApplicationForm::next_of_row() {
  if (!row_->sheet.accept(needs_.mode) || row_->sheet.forward(needs_.mode)) return;
  if (!row_->sheet.accept_all()) return;
  answers_.add_row(row_->table, row_->answers.row());
  row_.reset();
  first_item_ = items_of_list() - 1;  // show the new one
}

/// To the next step; to the review if one came from there, or after the last.
Outcome ApplicationForm::leave_step() {
  if (!sheet_.accept_all()) return Outcome::stays;
  passed_[step_] = true;
  const std::size_t following = next_asked(step_ + 1);
  if (!from_review_ && following < steps()) {
    enter(following);
    return Outcome::stays;
  }
  return ready_to_submit() ? Outcome::finished : Outcome::stays;
}

bool ApplicationForm::ready_to_submit() {
  const std::size_t open = first_open_step();
  from_review_ = false;
  if (open == steps()) return true;
  enter(open);
  sheet_.accept_all();
  return false;
}

Outcome ApplicationForm::go_back() {
  if (capture_) {
    capture_.reset();
    return Outcome::stays;
  }
  if (entry_) {
    if (!entry_->back()) entry_.reset();
    return Outcome::stays;
  }
  if (row_) {
    if (!row_->sheet.back(needs_.mode)) row_.reset();
    return Outcome::stays;
  }
  if (signing_field() != nullptr && signer_ > 0) {
    --signer_;
    return Outcome::stays;
  }
  if (sheet_.back(needs_.mode)) return Outcome::stays;
  if (from_review_) return leave_step();
  const auto before = asked_before(step_);
  if (!before) return Outcome::left;
  enter(*before);
  if (needs_.mode == DisplayMode::large) sheet_.go_to_last();
  return Outcome::stays;
}

void ApplicationForm::go_to_step(const std::string& step) {
  const std::size_t index = index_of(step);
  if (index == steps() || !asks(index)) return;
  if (done(index) || index == first_open_step()) enter(index);
}

void ApplicationForm::open_from_review(const std::string& step) {
  if (index_of(step) == steps()) return;
  from_review_ = true;
  go_to_step(step);
}

/// What was filled in from elsewhere is no work that could be lost.
bool ApplicationForm::unfinished() const {
  for (const Step& one : needs_.service.steps) {
    for (const Field& field : one.fields) {
      if (answers_.find(field) != nullptr && !answers_.was_known(field)) return true;
    }
  }
  return false;
}

bool ApplicationForm::has_pages() const {
  return std::ranges::any_of(answers_.all(), [](const auto& answer) {
    const auto* photos = std::get_if<domain::Photos>(&answer.second);
    return photos != nullptr && !photos->pages.empty();
  });
}

/// What was known is kept where it was confirmed by going on. Without pictures: papers that lie in
/// front of somebody are photographed again in a moment, and a draft stays small. That there were
/// some stays.
offline_cache::Draft ApplicationForm::draft() const {
  domain::Answers answers = answers_.all();
  for (std::size_t i = 0; i < steps(); ++i) {
    if (!passed_[i]) continue;
    for (const Field& field : needs_.service.steps[i].fields) {
      if (const auto* answer = answers_.find(field)) answers.try_emplace(field.id, *answer);
    }
  }
  for (auto& [field, answer] : answers) {
    if (auto* photos = std::get_if<domain::Photos>(&answer)) photos->pages.clear();
  }
  return {needs_.service.id, needs_.service.version, step().id, std::move(answers)};
}

/// Opens at the step that the draft was left at, or at what is to be answered again before it. A
/// draft of a past version may name a step that is gone: then at the first.
void ApplicationForm::resume(const offline_cache::Draft& draft) {
  const auto misfits = answers_.resume(needs_.service, draft.answers);
  const auto fits = [&](const Field& field) {
    return std::ranges::find(misfits, &field) == misfits.end();
  };
  const std::size_t open = index_of(draft.step);
  const std::size_t until = open == steps() ? 0 : open;
  for (std::size_t i = 0; i < until; ++i) {
    passed_[i] = std::ranges::all_of(needs_.service.steps[i].fields, fits);
  }
  enter(std::min(first_open_step(), until));
  for (const Field* misfit : misfits) {
    if (!answers_.asks(*misfit)) continue;
    const bool pages = std::holds_alternative<domain::Photos>(draft.answers.at(misfit->id));
    (pages ? photograph_again_ : ask_again_).push_back(misfit);
  }
}

}  // namespace linli::flow
