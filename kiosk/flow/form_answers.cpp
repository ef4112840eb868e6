#include "kiosk/flow/form_answers.h"

#include <algorithm>
#include <cmath>

#include "kiosk/catalogue/authorising.h"
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
  if (const auto* number = std::get_if<domain::WholeNumber>(&answer)) {
    return std::to_string(number->value);
  }
  if (const auto* digits = std::get_if<domain::Digits>(&answer)) return digits->text;
  return {};
}

/// Half a phone number may be kept and completed later; another type or an option
/// that is gone since the draft was kept may not.
bool fits(const Field& field, const domain::Answer& answer) {
  const auto problem = catalogue::check_answer(field, &answer, {});
  return problem != AnswerProblem::missing && problem != AnswerProblem::not_one_of_the_options &&
         problem != AnswerProblem::duplicate_member && problem != AnswerProblem::too_many_members &&
         problem != AnswerProblem::too_many_rows && problem != AnswerProblem::row_incomplete;
}

}  // namespace

void begin_stroke(domain::Signature& signature, domain::StrokePoint at) {
  const auto point = within_field(at);
  if (point && points_of(signature) < kMostPoints) signature.push_back({*point});
}

void continue_stroke(domain::Signature& signature, domain::StrokePoint at) {
  const auto point = within_field(at);
  const bool goes_on = point && !signature.empty() && points_of(signature) < kMostPoints;
  if (goes_on) signature.back().push_back(*point);
}

std::optional<Keypad> keypad_of(const Field& field) {
  switch (field.kind) {
    case catalogue::FieldKind::money:
      return Keypad::money;
    case catalogue::FieldKind::number:
      return Keypad::number;
    case catalogue::FieldKind::phone:
      return Keypad::phone;
    case catalogue::FieldKind::bank_card:
      return Keypad::bank_card;
    case catalogue::FieldKind::identity_number:
      return Keypad::identity_number;
    default:
      return std::nullopt;
  }
}

bool is_entered(const Field& field) {
  return keypad_of(field) || field.kind == catalogue::FieldKind::date ||
         field.kind == catalogue::FieldKind::text || field.kind == catalogue::FieldKind::place;
}

FormAnswers FormAnswers::of_row(catalogue::Questionnaire& questions) {
  FormAnswers answers(questions);
  answers.one_row_ = true;
  return answers;
}

FormAnswers::~FormAnswers() {
  wipe(answers_);
  for (auto& [field, typed] : typed_) wipe(typed);
}

const domain::Answer* FormAnswers::find(const Field& field) const {
  const auto found = answers_.find(field.id);
  if (found != answers_.end()) return &found->second;
  return one_row_ ? nullptr : questions().answer(field);
}

bool FormAnswers::was_known(const Field& field) const {
  return known_.contains(field.id) || (!answers_.contains(field.id) && find(field) != nullptr);
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

const domain::Table& FormAnswers::table(const Field& field) const {
  static const domain::Table nothing;
  const domain::Answer* answer = find(field);
  return answer == nullptr ? nothing : std::get<domain::Table>(*answer);
}

const domain::Authorisations& FormAnswers::authorisations(const Field& field) const {
  static const domain::Authorisations nobody;
  const domain::Answer* answer = find(field);
  return answer == nullptr ? nobody : std::get<domain::Authorisations>(*answer);
}

template <class T>
T& FormAnswers::change(const Field& field) {
  faults_.erase(field.id);
  known_.erase(field.id);
  looked_at_ = false;
  return std::get<T>(answers_.try_emplace(field.id, T{}).first->second);
}

void FormAnswers::erase(const Field& field) {
  faults_.erase(field.id);
  known_.erase(field.id);
  looked_at_ = false;
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
  } else if (keypad == Keypad::number) {
    change<domain::WholeNumber>(field) = number_from(typed);
  } else {
    change<domain::Digits>(field).text = typed;
  }
}

void FormAnswers::write(const Field& field, std::string text) {
  if (text.empty()) return erase(field);
  change<domain::Words>(field).text = std::move(text);
}

void FormAnswers::turn_wheel(const Field& field, DayPart part, int by, domain::Day today) {
  const domain::Answer* answer = find(field);
  const auto* day = answer == nullptr ? nullptr : std::get_if<domain::Day>(answer);
  const auto limits = questions_->day_limits(field);
  const auto next = turned(day == nullptr ? std::nullopt : std::optional(*day), part, by, today,
                           limits, calendar(field));
  change<domain::Day>(field) = next;
}

DayCalendar FormAnswers::calendar(const Field& field) const {
  return lunar_.contains(field.id) ? DayCalendar::lunar : DayCalendar::gregorian;
}

void FormAnswers::choose_calendar(const Field& field, DayCalendar calendar) {
  if (field.lunar && calendar == DayCalendar::lunar) {
    lunar_.insert(field.id);
  } else {
    lunar_.erase(field.id);
  }
}

void FormAnswers::choose_place(const Field& field, const std::string& code) {
  const catalogue::DivisionRow* row = field.divisions->find(code);
  if (row == nullptr) return erase(field);
  change<domain::Division>(field) = {row->code, field.divisions->full_name(*row)};
}

const domain::Photos& FormAnswers::photos(const Field& field) const {
  static const domain::Photos nothing;
  const domain::Answer* answer = find(field);
  return answer == nullptr ? nothing : std::get<domain::Photos>(*answer);
}

void FormAnswers::add_page(const Field& field, std::shared_ptr<const domain::ScannedPage> page) {
  if (photos(field).pages.size() >= field.most_pages) return;
  change<domain::Photos>(field).pages.push_back(std::move(page));
}

void FormAnswers::remove_page(const Field& field, int index) {
  if (index < 0 || static_cast<std::size_t>(index) >= photos(field).pages.size()) return;
  auto& pages = change<domain::Photos>(field).pages;
  pages.erase(pages.begin() + index);
  if (pages.empty()) erase(field);
}

void FormAnswers::set_consent(const Field& field, bool agreed) {
  change<domain::Consent>(field).agreed = agreed;
}

void FormAnswers::begin_stroke(const Field& field, domain::StrokePoint at) {
  if (within_field(at)) flow::begin_stroke(change<domain::Signature>(field), at);
}

void FormAnswers::continue_stroke(const Field& field, domain::StrokePoint at) {
  if (find(field) == nullptr) return;  // cleared while the finger was down
  flow::continue_stroke(change<domain::Signature>(field), at);
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

void FormAnswers::list_signers(const Field& field, const domain::IdentityNumber& applicant,
                               domain::Day today) {
  const auto others = questions().people_of(field);
  auto& people = change<domain::Authorisations>(field);
  people = catalogue::signers_of(applicant, others, people, today);
}

domain::Authorisation* FormAnswers::signer(const Field& field, std::size_t person) {
  if (person >= authorisations(field).size()) return nullptr;
  return &change<domain::Authorisations>(field)[person];
}

void FormAnswers::begin_signer_stroke(const Field& field, std::size_t person,
                                      domain::StrokePoint at, domain::Day today) {
  domain::Authorisation* signs = signer(field, person);
  if (signs == nullptr || !(signs->guardian || catalogue::is_adult(signs->number, today))) return;
  signs->later = false;
  flow::begin_stroke(signs->signature, at);
}

void FormAnswers::continue_signer_stroke(const Field& field, std::size_t person,
                                         domain::StrokePoint at) {
  domain::Authorisation* signs = signer(field, person);
  if (signs != nullptr) flow::continue_stroke(signs->signature, at);
}

void FormAnswers::clear_signer(const Field& field, std::size_t person) {
  domain::Authorisation* signs = signer(field, person);
  if (signs != nullptr) wipe(signs->signature);
}

void FormAnswers::sign_later(const Field& field, std::size_t person) {
  domain::Authorisation* signs = signer(field, person);
  if (signs == nullptr) return;
  wipe(signs->signature);
  signs->later = true;
}

/// Whoever signed before has not signed for the next.
void FormAnswers::change_guardian(const Field& field, std::size_t person, domain::Day today) {
  domain::Authorisation* signs = signer(field, person);
  if (signs == nullptr) return;
  signs->guardian = catalogue::next_guardian(authorisations(field), person, today);
  signs->later = false;
  wipe(signs->signature);
}

void FormAnswers::add_row(const Field& field, domain::Row row) {
  change<domain::Table>(field).push_back(std::move(row));
}

void FormAnswers::remove_row(const Field& field, int index) {
  if (index < 0 || static_cast<std::size_t>(index) >= table(field).size()) return;
  auto& rows = change<domain::Table>(field);
  rows.erase(rows.begin() + index);
  if (rows.empty()) erase(field);
}

void FormAnswers::fill_in(const Field& field, const domain::Answer& answer) {
  if (!fits(field, answer) || answers_.contains(field.id)) return;
  answers_.insert_or_assign(field.id, answer);
  if (keypad_of(field)) typed_.insert_or_assign(field.id, typing_of(answer));
  known_.insert(field.id);
  looked_at_ = false;
}

const catalogue::Questionnaire& FormAnswers::questions() const {
  if (!looked_at_ && !one_row_) questions_->look_at(answers_);
  looked_at_ = true;
  return *questions_;
}

bool FormAnswers::asks(const Field& field) const { return one_row_ || questions().asks(field); }

FormAnswers::Fault FormAnswers::check(const Field& field) const {
  if (!one_row_) return questions().check(field);
  const auto limits = [this](const Field& date) { return questions_->day_limits(date); };
  const auto problem = catalogue::check_answer(field, find(field), {field.required, limits});
  return problem ? Fault(catalogue::AnswerFault{*problem}) : Fault();
}

bool FormAnswers::accept(const Field& field) {
  faults_.erase(field.id);
  const Fault fault = check(field);
  if (fault) faults_.emplace(field.id, *fault);
  return !fault;
}

void FormAnswers::point_out(const Field& field, AnswerProblem problem) {
  faults_.insert_or_assign(field.id, catalogue::AnswerFault{problem});
}

FormAnswers::Fault FormAnswers::shown_fault(const Field& field) const {
  const auto found = faults_.find(field.id);
  return found == faults_.end() ? Fault() : Fault(found->second);
}

std::vector<const Field*> FormAnswers::resume(const catalogue::Service& service,
                                              const domain::Answers& kept) {
  std::vector<const Field*> misfits;
  for (const catalogue::Step& step : service.steps) {
    for (const Field& field : step.fields) {
      const auto found = kept.find(field.id);
      if (found == kept.end()) continue;
      const bool without_pages = std::holds_alternative<domain::Photos>(found->second);
      if (without_pages || !fits(field, found->second)) {
        misfits.push_back(&field);
        continue;
      }
      answers_.insert_or_assign(field.id, found->second);
      if (keypad_of(field)) typed_.insert_or_assign(field.id, typing_of(found->second));
      known_.erase(field.id);
    }
  }
  looked_at_ = false;
  return misfits;
}

domain::Row FormAnswers::row() const {
  domain::Row row;
  for (const auto& [column, answer] : answers_) {
    std::visit(
        [&]<class T>(const T& value) {
          if constexpr (std::is_constructible_v<domain::Cell, T>) row.emplace(column, value);
        },
        answer);
  }
  return row;
}

}  // namespace linli::flow
