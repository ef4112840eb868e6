#pragma once
#include "kiosk/flow/application_form.h"

namespace linli::flow {

/// A service's questions before the application, as a service of their own: a page of them is a
/// form like every other.
catalogue::Service questions_of(const catalogue::Service& service);

/// A few questions before anything is filled in (预评估), and what they say of the
/// chances. Whatever it is, one may apply.
class Assessment {
 public:
  explicit Assessment(FormNeeds needs);
  Assessment(const Assessment&) = delete;
  Assessment& operator=(const Assessment&) = delete;

  const catalogue::Service& service() const { return service_; }
  /// Null once the questions are answered.
  ApplicationForm* form() { return answered_ ? nullptr : &form_; }
  ApplicationForm& questions() { return form_; }

  enum class Outcome { stays, done, left };
  Outcome next();
  Outcome back();
  /// What was answered, for the fields of the application that ask the same.
  const domain::Answers& answers() const { return form_.answers().all(); }

  FormView questions_view() const;
  VerdictView verdict_view() const;
  bool answered() const { return answered_; }

 private:
  const catalogue::Service& service_;
  const catalogue::Region& region_;
  std::chrono::year_month_day today_;
  catalogue::Service questionnaire_;  // questions_of(service_)
  ApplicationForm form_;
  bool answered_ = false;
};

}  // namespace linli::flow
