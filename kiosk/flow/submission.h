#pragma once
#include "kiosk/flow/form_answers.h"
#include "kiosk/flow/pending.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// The last look at an application, and handing it in:
///   reading → submitting → (stored), or failed → submitting.
class Submission {
 public:
  using Stored = std::function<void(domain::Receipt)>;

  /// `stored` is called once, when the application is durable.
  /// `adds_to` for what is no application of its own.
  Submission(Surroundings& around, std::optional<domain::AddsTo> adds_to, Stored stored)
      : around_(around),
        adds_to_(std::move(adds_to)),
        stored_(std::move(stored)),
        item_(base::make_uuid_v7(around.needs.clock.now())) {}

  /// Hands it in; does nothing while it is on its way (a second press).
  void submit(const catalogue::Service& service, const domain::IdCard& applicant,
              const FormAnswers& answers, const std::optional<domain::OrderChange>& changes);
  bool submitting() const { return state_ == ReviewView::State::submitting; }
  bool failed() const { return state_ == ReviewView::State::failed; }

  /// What submit() hands in.
  domain::Application application(const catalogue::Service& service,
                                  const domain::IdCard& applicant, const FormAnswers& answers,
                                  const std::optional<domain::OrderChange>& changes) const;

  void turn_page(int page, const catalogue::Service& service, const FormAnswers& answers,
                 DisplayMode mode);
  ReviewView view(const catalogue::Service& service, const domain::IdCard& applicant,
                  const FormAnswers& answers, DisplayMode mode) const;

 private:
  void answered(Expected<domain::Receipt, offline_cache::SubmitError> answer);

  Surroundings& around_;
  std::optional<domain::AddsTo> adds_to_;
  Stored stored_;
  base::Uuid item_;  // the same for every attempt
  Pending pending_;
  ReviewView::State state_ = ReviewView::State::reading;
  std::optional<offline_cache::SubmitError> error_;
  int first_row_ = 0;
};

}  // namespace linli::flow
