#include "kiosk/catalogue/questionnaire.h"

#include <algorithm>

#include "kiosk/base/day.h"
#include "kiosk/catalogue/authorising.h"
#include "kiosk/catalogue/known_values.h"
#include "kiosk/catalogue/region_values.h"
#include "kiosk/catalogue/rules.h"

namespace linli::catalogue {
namespace {

using expression::Value;
using expression::Values;

/// What a cell adds to the sum of its column.
std::int64_t amount_in(const domain::Cell& cell) {
  if (const auto* money = std::get_if<domain::Money>(&cell)) return money->fen;
  if (const auto* number = std::get_if<domain::WholeNumber>(&cell)) return number->value;
  return 0;
}

/// An answer under the names that rules call it by (names_of).
struct Name {
  const Field& field;
  domain::Day today;
  Values& values;

  void operator()(const domain::Choice& choice) const { set(choice.option); }
  void operator()(const domain::Choices& choices) const {
    for (const Option& option : field.options) {
      const bool chosen = std::ranges::count(choices.options, option.id) > 0;
      values.insert_or_assign(field.id + "." + option.id, std::int64_t{chosen});
    }
  }
  void operator()(domain::Money money) const { set(money.fen); }
  void operator()(const domain::Digits& digits) const { set(digits.text); }
  void operator()(const domain::Words& words) const { set(words.text); }
  void operator()(domain::WholeNumber number) const { set(number.value); }
  void operator()(domain::Day day) const { set(base::day_text(day)); }
  void operator()(domain::Consent consent) const { set(std::int64_t{consent.agreed}); }
  void operator()(const domain::Household& people) const {
    count(people.size());
    if (field.kind != FieldKind::person || people.empty()) return;
    const domain::Day birth = people.front().number.birth_date();
    values.insert_or_assign(field.id + ".birth_date", base::day_text(birth));
    values.insert_or_assign(field.id + ".age", std::int64_t{domain::age_on(birth, today)});
  }
  void operator()(const domain::Signature& /*signature*/) const {}
  void operator()(const domain::Division& division) const { set(division.code); }
  void operator()(const domain::Photos& photos) const { count(photos.pages.size()); }
  void operator()(const domain::Authorisations& /*people*/) const {}
  void operator()(const domain::Table& table) const {
    count(table.size());
    for (const Field& column : field.columns) {
      std::int64_t sum = 0;
      for (const domain::Row& row : table) {
        if (const auto cell = row.find(column.id); cell != row.end())
          sum += amount_in(cell->second);
      }
      values.insert_or_assign(field.id + ".sum_" + column.id, sum);
    }
  }

  void set(Value value) const { values.insert_or_assign(field.id, std::move(value)); }
  void count(std::size_t size) const {
    values.insert_or_assign(field.id + ".count", static_cast<std::int64_t>(size));
  }
};

std::optional<domain::Day> day_in(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::nullopt : base::day_from(*text);
}

std::optional<std::int64_t> whole_in(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
  constexpr double kMost = 1e15;  // what a double still counts by ones
  const auto* fraction = std::get_if<double>(&value);
  if (fraction == nullptr || !(*fraction > -kMost && *fraction < kMost)) return std::nullopt;
  return static_cast<std::int64_t>(*fraction);
}

std::optional<domain::Answer> answer_from(const Value& value, Shows shows) {
  const auto whole = whole_in(value);
  const auto day = day_in(value);
  const auto* text = std::get_if<std::string>(&value);
  switch (shows) {
    case Shows::money:
      return whole ? std::optional<domain::Answer>(domain::Money{*whole}) : std::nullopt;
    case Shows::number:
      return whole ? std::optional<domain::Answer>(domain::WholeNumber{*whole}) : std::nullopt;
    case Shows::date:
      return day ? std::optional<domain::Answer>(*day) : std::nullopt;
    case Shows::text:
      return text ? std::optional<domain::Answer>(domain::Words{*text}) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Circumstances circumstances_of(const domain::IdCard& card, std::chrono::year_month_day today) {
  return {today, card.number.birth_date(), card.number.sex()};
}

Questionnaire::Questionnaire(const Service& service, const Region& region,
                             Circumstances circumstances)
    : service_(service), today_(circumstances.today), known_(known_values(circumstances)) {
  known_.merge(region_values(region, circumstances.today));
  look_at({});
}

void Questionnaire::look_at(const domain::Answers& answers) {
  answers_ = answers;
  values_ = known_;
  steps_.clear();
  fields_.clear();
  for (const Field& field : service_.pre_assessment.questions) look_at_field(field);
  for (const Step& step : service_.steps) {
    if (!step.shown_if.text.empty() && !holds(step.shown_if)) continue;
    const std::size_t before = fields_.size();
    for (const Field& field : step.fields) look_at_field(field);
    if (fields_.size() > before) steps_.insert(&step);
  }
}

/// In the order of the file: whether something is asked depends on what comes before it.
void Questionnaire::look_at_field(const Field& field) {
  if (!field.shown_if.text.empty() && !holds(field.shown_if)) return;
  fields_.insert(&field);
  answer_by_what_is_known(field);
  if (field.kind == FieldKind::computed) {
    values_.insert_or_assign(field.id, evaluate(field.value));
  } else if (const auto answer = answers_.find(field.id); answer != answers_.end()) {
    std::visit(Name{field, today_, values_}, answer->second);
  } else if (field.kind == FieldKind::household) {
    Name{field, today_, values_}(domain::Household{});  // nobody is an answer
  } else if (field.kind == FieldKind::table) {
    Name{field, today_, values_}(domain::Table{});  // so is nothing
  } else if (field.kind == FieldKind::photo) {
    Name{field, today_, values_}(domain::Photos{});
  }
}

void Questionnaire::answer_by_what_is_known(const Field& field) {
  if (answers_.contains(field.id)) return;
  const auto known = std::ranges::find_if(
      field.options, [this](const Option& option) { return holds(option.known_if); });
  if (known != field.options.end()) answers_.emplace(field.id, domain::Choice{known->id});
}

const domain::Answer* Questionnaire::answer(const Field& field) const {
  const auto found = answers_.find(field.id);
  return found == answers_.end() ? nullptr : &found->second;
}

Value Questionnaire::evaluate(const Rule& rule) const {
  if (!rule.expression) return {};
  return rule.expression->evaluate(values_).value_or(Value());
}

bool Questionnaire::holds(const Rule& rule) const { return expression::is_true(evaluate(rule)); }

bool Questionnaire::requires_answer(const Field& field) const {
  return field.required_if.text.empty() ? field.required : holds(field.required_if);
}

DayLimits Questionnaire::day_limits(const Field& field) const {
  return {day_in(evaluate(field.earliest)), day_in(evaluate(field.latest))};
}

domain::Household Questionnaire::people_of(const Field& authorisations) const {
  domain::Household all;
  for (const std::string& id : authorisations.people) {
    const auto is_it = [&](const Field* field) { return field->id == id; };
    const auto answer = answers_.find(id);
    if (answer == answers_.end() || std::ranges::none_of(fields_, is_it)) continue;
    const auto* people = std::get_if<domain::Household>(&answer->second);
    if (people != nullptr) all.insert(all.end(), people->begin(), people->end());
  }
  return all;
}

std::optional<AnswerFault> Questionnaire::check(const Field& field) const {
  const auto answer = answers_.find(field.id);
  const bool given = answer != answers_.end();
  const AnswerNeeds needs{requires_answer(field),
                          [this](const Field& date) { return day_limits(date); }};
  if (const auto problem = check_answer(field, given ? &answer->second : nullptr, needs)) {
    return AnswerFault{*problem};
  }
  const auto* people = given ? std::get_if<domain::Authorisations>(&answer->second) : nullptr;
  if (people != nullptr && !names_all(*people, people_of(field))) {
    return AnswerFault{AnswerProblem::no_signature};
  }
  for (const Check& check : field.checks) {
    const Value value = evaluate(check.that);
    const bool unknown = std::holds_alternative<std::monostate>(value);
    if (!unknown && !expression::is_true(value)) {
      return AnswerFault{AnswerProblem::check_failed, &check.message};
    }
  }
  return std::nullopt;
}

std::optional<domain::Answer> Questionnaire::computed(const Field& field) const {
  const auto value = values_.find(field.id);
  if (value == values_.end()) return std::nullopt;
  return answer_from(value->second, field.shows);
}

domain::Answers Questionnaire::complete() const {
  domain::Answers complete;
  for (const Step& step : service_.steps) {
    for (const Field& field : step.fields) {
      if (!asks(field)) continue;
      if (field.kind == FieldKind::computed) {
        if (auto value = computed(field)) complete.emplace(field.id, std::move(*value));
      } else if (const auto answer = answers_.find(field.id); answer != answers_.end()) {
        complete.insert(*answer);
      } else if (field.kind == FieldKind::photo && requires_answer(field)) {
        complete.emplace(field.id, domain::Photos{});  // says that the pages are still to come
      }
    }
  }
  return complete;
}

bool Questionnaire::is_urgent() const { return holds(service_.urgent_if); }

bool Questionnaire::order_is_open() const {
  return service_.order && holds(service_.order->open_if);
}

std::optional<Questionnaire::Verdict> Questionnaire::assess() const {
  for (const PreAssessment::Line& line : service_.pre_assessment.lines) {
    if (holds(line.holds_if)) return Verdict{line.answer, &line.because};
  }
  return std::nullopt;
}

}  // namespace linli::catalogue
