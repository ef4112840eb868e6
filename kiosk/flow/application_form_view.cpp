#include <algorithm>

#include "kiosk/flow/application_form.h"
#include "kiosk/flow/paging.h"
#include "kiosk/flow/place_choice.h"

/// What the screens show of a form.
namespace linli::flow {

StepState ApplicationForm::state_of(std::size_t step) const {
  if (step == step_) return StepState::current;
  return done(step) ? StepState::done : StepState::open;
}

std::optional<catalogue::Text> ApplicationForm::filled(const catalogue::Text& text) const {
  return catalogue::with_amounts(text, needs_.region, needs_.circumstances.today);
}

FieldView ApplicationForm::field_view(const Field& one) const {
  FieldView view;
  view.field = &one;
  view.answer = entered().find(one);
  view.typed = entered().typed(one);
  view.was_known = entered().was_known(one);
  view.calendar = entered().calendar(one);
  view.active = !entry_ && !capture_ && &one == &sheet().field() && is_entered(one);
  if (const auto fault = entered().shown_fault(one)) {
    view.problem = fault->problem;
    if (fault->message != nullptr) view.message = filled(*fault->message);
  }
  if (one.kind == catalogue::FieldKind::authorisations) view.signing = signing_view(one);
  if (one.kind == catalogue::FieldKind::computed) view.computed = questions_.computed(one);
  for (const catalogue::Text& paragraph : one.paragraphs) {
    if (auto words = filled(paragraph)) view.paragraphs.push_back(std::move(*words));
  }
  return view;
}

/// The page of the people or rows that the step lists.
void ApplicationForm::show_list(FormView& view) const {
  if (list_field() == nullptr) return;
  const Slice slice = slice_at(first_item_, items_of_list(), items_per_page());
  view.list_page = slice.page;
  view.list_pages = slice.pages;
  view.list_first = slice.first;
  view.list_count = slice.count;
}

FormView ApplicationForm::view() const {
  FormView view;
  view.service = &needs_.service;
  for (std::size_t i = 0; i < steps(); ++i) {
    if (asks(i)) view.steps.push_back({&needs_.service.steps[i], state_of(i)});
  }
  view.step = &step();
  for (const Field* one : sheet().shown(needs_.mode)) view.fields.push_back(field_view(*one));
  if (row_) view.table = &row_->table;
  if (text_) view.keyboard = text_->view();
  const Field& here = sheet().field();
  if (here.kind == catalogue::FieldKind::place) {
    view.place = place_choice(here, entered().find(here), first_place_, needs_.mode);
  }
  view.has_document_camera = needs_.pages != nullptr;
  if (capture_) {
    view.page_capture = capture_->view();
    view.page_field = capture_field_;
  }
  if (entry_) {
    view.member_entry = entry_->view();
    view.member_field = entry_field_;
  }
  show_list(view);
  view.from_review = from_review_;
  view.ask_again = ask_again_;
  view.photograph_again = photograph_again_;
  return view;
}

}  // namespace linli::flow
