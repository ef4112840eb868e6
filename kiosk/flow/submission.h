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
  Submission(Surroundings& around, Stored stored)
      : around_(around),
        stored_(std::move(stored)),
        item_(base::make_uuid_v7(around.needs.clock.now())) {}

  /// Hands it in; does nothing while it is on its way (a second press).
  void submit(const catalogue::Service& service, const domain::IdCard& applicant,
              const FormAnswers& answers);
  bool submitting() const { return state_ == ReviewView::State::submitting; }
  bool failed() const { return state_ == ReviewView::State::failed; }

  void turn_page(int page, const catalogue::Service& service, const FormAnswers& answers,
                 DisplayMode mode);
  ReviewView view(const catalogue::Service& service, const domain::IdCard& applicant,
                  const FormAnswers& answers, DisplayMode mode) const;

 private:
  void answered(Expected<domain::Receipt, offline_cache::SubmitError> answer);

  Surroundings& around_;
  Stored stored_;
  base::Uuid item_;  // the same for every attempt
  Pending pending_;
  ReviewView::State state_ = ReviewView::State::reading;
  std::optional<offline_cache::SubmitError> error_;
  int first_row_ = 0;
};

}  // namespace linli::flow
