#include "kiosk/flow/assessment.h"

namespace linli::flow {
namespace {

// What has room on the lowest screen.
constexpr std::size_t kQuestionsAPage = 2;
constexpr std::size_t kOptionsAPage = 9;

bool has_room(const catalogue::Step& page, const catalogue::Field& question) {
  std::size_t options = question.options.size();
  for (const catalogue::Field& other : page.fields) options += other.options.size();
  return page.fields.size() < kQuestionsAPage && options <= kOptionsAPage;
}

FormNeeds with_service(FormNeeds needs, const catalogue::Service& service) {
  return {service,     needs.region, needs.circumstances,    needs.applicant,
          needs.mode,  needs.reader, std::move(needs.known), {},
          needs.typing};
}

}  // namespace

catalogue::Service questions_of(const catalogue::Service& service) {
  catalogue::Service questions;
  questions.id = service.id;
  questions.name = service.name;
  questions.pre_assessment.lines = service.pre_assessment.lines;
  for (const catalogue::Field& question : service.pre_assessment.questions) {
    if (questions.steps.empty() || !has_room(questions.steps.back(), question)) {
      questions.steps.emplace_back().id = "questions";
    }
    questions.steps.back().fields.push_back(question);
  }
  return questions;
}

Assessment::Assessment(FormNeeds needs)
    : service_(needs.service),
      region_(needs.region),
      today_(needs.circumstances.today),
      questionnaire_(questions_of(needs.service)),
      form_(with_service(std::move(needs), questionnaire_)) {}

Assessment::Outcome Assessment::next() {
  if (answered_) return Outcome::done;
  answered_ = form_.next() == ApplicationForm::Outcome::finished;
  return Outcome::stays;
}

Assessment::Outcome Assessment::back() {
  if (answered_) {
    answered_ = false;
    return Outcome::stays;
  }
  return form_.back() == ApplicationForm::Outcome::left ? Outcome::left : Outcome::stays;
}

FormView Assessment::questions_view() const {
  FormView view = form_.view();
  view.service = &service_;
  view.pre_assessment = true;
  return view;
}

VerdictView Assessment::verdict_view() const {
  VerdictView view;
  view.service = &service_;
  const auto verdict = form_.answers().questions().assess();
  if (!verdict) return view;
  view.answer = verdict->answer;
  view.because = catalogue::with_amounts(*verdict->because, region_, today_);
  return view;
}

}  // namespace linli::flow
