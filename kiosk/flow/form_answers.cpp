#include "kiosk/flow/form_answers.h"

#include <algorithm>
#include <cmath>

#include "kiosk/flow/wipe.h"

namespace linli::flow {
namespace {

using catalogue::AnswerProblem;
using catalogue::Field;

/// A signature of a minute at the finger's pace; more is scribbling.
constexpr std::size_t kMostPoints = 5000;

bool is_option(const Field& field, const std::string& option) {
  return std::ranges::find(field.options, option, &catalogue::Option::id) != field.options.end();
}

std::size_t points_of(const domain::Signature& signature) {
  std::size_t points = 0;
  for (const domain::Stroke& stroke : signature) points += stroke.size();
  return points;
}

std::optional<domain::StrokePoint> within_field(domain::StrokePoint at) {
  if (!std::isfinite(at.x) || !std::isfinite(at.y)) return {};
  return domain::StrokePoint{std::clamp(at.x, 0.0F, 1.0F), std::clamp(at.y, 0.0F, 1.0F)};
}

/// As it would have been typed.
std::string typing_of(const domain::Answer& answer) {
  if (const auto* money = std::get_if<domain::Money>(&answer)) return money->yuan();
  if (const auto* digits = std::get_if<domain::Digits>(&answer)) return digits->text;
  return {};
}

/// Half a phone number may be kept and completed later; another type or an option
/// that is gone since the draft was kept may not.
bool fits(const Field& field, const domain::Answer& answer) {
  Field strict = field;
  strict.required = true;
  const auto problem = catalogue::check_answer(strict, &answer);
  return problem != AnswerProblem::missing && problem != AnswerProblem::not_one_of_the_options &&
         problem != AnswerProblem::duplicate_member && problem != AnswerProblem::too_many_members;
}

}  // namespace

std::optional<Keypad> keypad_of(const Field& field) {
  if (field.kind == catalogue::FieldKind::money) return Keypad::money;
  if (field.kind == catalogue::FieldKind::phone) return Keypad::phone;
  return {};
}

FormAnswers::~FormAnswers() {
  wipe(answers_);
  for (auto& [field, typed] : typed_) wipe(typed);
}

const domain::Answer* FormAnswers::find(const Field& field) const {
  const auto found = answers_.find(field.id);
  return found == answers_.end() ? nullptr : &found->second;
}

std::string FormAnswers::typed(const Field& field) const {
  const auto found = typed_.find(field.id);
  return found == typed_.end() ? std::string() : found->second;
}

const domain::Household& FormAnswers::household(const Field& field) const {
  static const domain::Household nobody;
  const domain::Answer* answer = find(field);
  return answer == nullptr ? nobody : std::get<domain::Household>(*answer);
}

template <class T>
T& FormAnswers::change(const Field& field) {
  problems_.erase(field.id);
  return std::get<T>(answers_.try_emplace(field.id, T{}).first->second);
}

void FormAnswers::erase(const Field& field) {
  problems_.erase(field.id);
  answers_.erase(field.id);
}

void FormAnswers::choose(const Field& field, const std::string& option) {
  if (!is_option(field, option)) return;
  if (field.kind == catalogue::FieldKind::one_choice) {
    change<domain::Choice>(field).option = option;
  } else if (field.kind == catalogue::FieldKind::several_choices) {
    auto& chosen = change<domain::Choices>(field).options;
    if (std::erase(chosen, option) == 0) chosen.push_back(option);
    if (chosen.empty()) erase(field);
  }
}

void FormAnswers::press(const Field& field, Keypad keypad, char key) {
  std::string& typed = typed_[field.id];
  typed = typed_with(keypad, std::move(typed), key);
  if (typed.empty()) {
    erase(field);
  } else if (keypad == Keypad::money) {
    change<domain::Money>(field) = money_from(typed).value_or(domain::Money{});
  } else {
    change<domain::Digits>(field).text = typed;
  }
}

void FormAnswers::set_consent(const Field& field, bool agreed) {
  change<domain::Consent>(field).agreed = agreed;
}

void FormAnswers::begin_stroke(const Field& field, domain::StrokePoint at) {
  const auto point = within_field(at);
  if (!point) return;
  auto& signature = change<domain::Signature>(field);
  if (points_of(signature) < kMostPoints) signature.push_back({*point});
}

void FormAnswers::continue_stroke(const Field& field, domain::StrokePoint at) {
  const auto point = within_field(at);
  if (!point || find(field) == nullptr) return;  // cleared while the finger was down
  auto& signature = change<domain::Signature>(field);
  if (!signature.empty() && points_of(signature) < kMostPoints) signature.back().push_back(*point);
}

void FormAnswers::clear_signature(const Field& field) {
  domain::Answers gone;
  gone.insert(answers_.extract(field.id));
  wipe(gone);
  erase(field);
}

void FormAnswers::add_member(const Field& field, domain::HouseholdMember member) {
  change<domain::Household>(field).push_back(std::move(member));
}

void FormAnswers::remove_member(const Field& field, int index) {
  if (index < 0 || static_cast<std::size_t>(index) >= household(field).size()) return;
  auto& people = change<domain::Household>(field);
  people.erase(people.begin() + index);
  if (people.empty()) erase(field);
}

FormAnswers::Problem FormAnswers::check(const Field& field) const {
  return catalogue::check_answer(field, find(field));
}

bool FormAnswers::accept(const Field& field) {
  problems_.erase(field.id);
  const Problem problem = check(field);
  if (problem) problems_.emplace(field.id, *problem);
  return !problem;
}

void FormAnswers::point_out(const Field& field, AnswerProblem problem) {
  problems_.insert_or_assign(field.id, problem);
}

FormAnswers::Problem FormAnswers::shown_problem(const Field& field) const {
  const auto found = problems_.find(field.id);
  return found == problems_.end() ? Problem{} : found->second;
}

void FormAnswers::resume(const catalogue::Service& service, const domain::Answers& kept) {
  for (const catalogue::Step& step : service.steps) {
    for (const Field& field : step.fields) {
      const auto found = kept.find(field.id);
      if (found == kept.end() || !fits(field, found->second)) continue;
      answers_.insert_or_assign(field.id, found->second);
      if (keypad_of(field)) typed_.insert_or_assign(field.id, typing_of(found->second));
    }
  }
}

}  // namespace linli::flow
