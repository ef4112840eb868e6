#include "kiosk/flow/submission.h"

#include "kiosk/flow/paging.h"

namespace linli::flow {
namespace {

int rows_per_page(DisplayMode mode) { return mode == DisplayMode::large ? 2 : 6; }

std::vector<ReviewRow> rows_of(const catalogue::Service& service, const domain::Answers& answers) {
  std::vector<ReviewRow> rows;
  for (const catalogue::Step& step : service.steps) {
    for (const catalogue::Field& field : step.fields) {
      const auto answer = answers.find(field.id);
      rows.push_back({&step, &field, answer == answers.end() ? nullptr : &answer->second});
    }
  }
  return rows;
}

}  // namespace

void Submission::submit(const catalogue::Service& service, const domain::IdCard& applicant,
                        const domain::Answers& answers) {
  if (submitting()) return;
  state_ = ReviewView::State::submitting;
  error_.reset();
  domain::Application application{item_,     service.id, service.version,
                                  applicant, answers,    around_.needs.clock.now()};
  if (applicant.newest_address) application.applicant.address = *applicant.newest_address;
  around_.needs.outbox.submit(
      std::move(application),
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

void Submission::turn_page(int page, const catalogue::Service& service, DisplayMode mode) {
  const auto rows = static_cast<int>(rows_of(service, {}).size());
  first_row_ = first_of_page(page, rows, rows_per_page(mode)).value_or(first_row_);
}

ReviewView Submission::view(const catalogue::Service& service, const domain::IdCard& applicant,
                            const domain::Answers& answers, DisplayMode mode) const {
  const auto rows = rows_of(service, answers);
  const Slice slice = slice_at(first_row_, static_cast<int>(rows.size()), rows_per_page(mode));
  ReviewView view;
  view.state = state_;
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
