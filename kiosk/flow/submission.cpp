#include "kiosk/flow/submission.h"

#include "kiosk/flow/paging.h"

namespace linli::flow {
namespace {

int rows_per_page(DisplayMode mode) { return mode == DisplayMode::large ? 2 : 6; }

/// What is asked and what follows from it, in the order of the form.
std::vector<ReviewRow> rows_of(const catalogue::Service& service, const FormAnswers& answers) {
  std::vector<ReviewRow> rows;
  const catalogue::Questionnaire& questions = answers.questions();
  const domain::Answers complete = questions.complete();
  for (const catalogue::Step& step : service.steps) {
    for (const catalogue::Field& field : step.fields) {
      if (!questions.asks(field) || field.kind == catalogue::FieldKind::note) continue;
      const auto answer = complete.find(field.id);
      rows.push_back({&step, &field, std::nullopt});
      if (answer != complete.end()) rows.back().answer = answer->second;
    }
  }
  return rows;
}

}  // namespace

domain::Application Submission::application(
    const catalogue::Service& service, const domain::IdCard& applicant, const FormAnswers& answers,
    const std::optional<domain::OrderChange>& changes) const {
  const catalogue::Questionnaire& questions = answers.questions();
  domain::Application application{.item = item_,
                                  .service = service.id,
                                  .service_version = service.version,
                                  .applicant = applicant,
                                  .answers = questions.complete(),
                                  .submitted_at = around_.needs.clock.now(),
                                  .receipt_prefix = service.receipt_prefix,
                                  .urgent = questions.is_urgent(),
                                  .adds_to = adds_to_,
                                  .changes = changes};
  if (applicant.newest_address) application.applicant.address = *applicant.newest_address;
  return application;
}

void Submission::submit(const catalogue::Service& service, const domain::IdCard& applicant,
                        const FormAnswers& answers,
                        const std::optional<domain::OrderChange>& changes) {
  if (submitting()) return;
  state_ = ReviewView::State::submitting;
  error_.reset();
  around_.needs.outbox.submit(
      application(service, applicant, answers, changes),
      pending_.wait_for([this](Expected<domain::Receipt, offline_cache::SubmitError> answer) {
        answered(std::move(answer));
      }));
}

void Submission::answered(Expected<domain::Receipt, offline_cache::SubmitError> answer) {
  if (answer) {
    const Stored stored = stored_;  // the owner drops this machine when it is told
    stored(std::move(*answer));
    return;
  }
  state_ = ReviewView::State::failed;
  error_ = answer.error();
  around_.changed();
}

void Submission::turn_page(int page, const catalogue::Service& service, const FormAnswers& answers,
                           DisplayMode mode) {
  const auto rows = static_cast<int>(rows_of(service, answers).size());
  first_row_ = first_of_page(page, rows, rows_per_page(mode)).value_or(first_row_);
}

ReviewView Submission::view(const catalogue::Service& service, const domain::IdCard& applicant,
                            const FormAnswers& answers, DisplayMode mode) const {
  const auto rows = rows_of(service, answers);
  const Slice slice = slice_at(first_row_, static_cast<int>(rows.size()), rows_per_page(mode));
  ReviewView view;
  view.state = state_;
  if (adds_to_) view.adds = adds_to_->what;
  view.service = &service;
  view.masked_name = domain::mask_name(applicant.name);
  view.masked_number = applicant.number.masked();
  view.rows.assign(rows.begin() + slice.first, rows.begin() + slice.first + slice.count);
  view.page = slice.page;
  view.pages = slice.pages;
  view.error = error_;
  return view;
}

}  // namespace linli::flow
