#include "kiosk/catalogue/check_reach.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "kiosk/catalogue/known_values.h"
#include "kiosk/catalogue/region_values.h"
#include "kiosk/catalogue/sample_answers.h"

namespace linli::catalogue {
namespace {

/// So many invented people answer; a rule that holds for one in a hundred is found.
constexpr int kPeople = 1500;
/// Where the first rule that holds decides, all of its parts must come together.
constexpr int kMostPeople = 8 * kPeople;
constexpr int kOldest = 115;  // years; allowances begin at 100

void check_steps(const Service& service, const Region& region, domain::Day today,
                 const Place& place) {
  std::mt19937 random(1);
  std::set<const void*> reached;
  for (int i = 0; i < kPeople; ++i) {
    Questionnaire questions(service, region, sample_circumstances(today, random));
    questions.look_at(sample_answers(service, region, today, random));
    for (const Step& step : service.steps) {
      if (questions.asks(step)) reached.insert(&step);
      for (const Field& field : step.fields) {
        if (questions.asks(step) && questions.asks(field)) reached.insert(&field);
      }
    }
  }
  for (std::size_t i = 0; i < service.steps.size(); ++i) {
    const Step& step = service.steps[i];
    const Place at = place.at("steps").at(i);
    if (!reached.contains(&step)) {
      at.fault("is never asked: no answers fulfil its shown_if; correct it or remove the step");
      continue;
    }
    for (std::size_t j = 0; j < step.fields.size(); ++j) {
      if (reached.contains(&step.fields[j])) continue;
      at.at("fields").at(j).fault(
          "is never asked: no answers fulfil its shown_if; correct it or remove the field");
    }
  }
}

/// Visits the fields whose answer may be known, with their places.
template <class Visit>
void for_each_known_field(const Service& service, const Place& place, Visit visit) {
  const auto visit_all = [&](const std::vector<Field>& fields, const Place& at) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (std::ranges::any_of(fields[i].options, has_known_if)) visit(fields[i], at.at(i));
    }
  };
  visit_all(service.pre_assessment.questions, place.at("pre_assessment").at("questions"));
  for (std::size_t i = 0; i < service.steps.size(); ++i) {
    visit_all(service.steps[i].fields, place.at("steps").at(i).at("fields"));
  }
}

/// Of people who have answered everything else.
void check_known(const Service& service, const Region& region, domain::Day today,
                 const Place& place) {
  std::set<std::pair<std::string, std::string>> known;  // field, option
  bool any = false;
  for_each_known_field(service, place, [&](const Field&, const Place&) { any = true; });
  std::mt19937 random(1);
  for (int i = 0; any && i < kPeople; ++i) {
    Questionnaire questions(service, region, sample_circumstances(today, random));
    domain::Answers answers = sample_answers(service, region, today, random);
    for_each_known_field(service, place,
                         [&](const Field& field, const Place&) { answers.erase(field.id); });
    questions.look_at(answers);
    for_each_known_field(service, place, [&](const Field& field, const Place&) {
      const domain::Answer* answer = questions.answer(field);
      if (answer == nullptr) return;
      if (const auto* choice = std::get_if<domain::Choice>(answer)) {
        known.emplace(field.id, choice->option);
      }
    });
  }
  for_each_known_field(service, place, [&](const Field& field, const Place& at) {
    for (std::size_t i = 0; i < field.options.size(); ++i) {
      const Option& option = field.options[i];
      if (!has_known_if(option) || known.contains({field.id, option.id})) continue;
      at.at("options")
          .at(i)
          .at("known_if")
          .fault(
              "is never known: nobody fulfils it, or an option before it holds as well; correct or "
              "remove it");
    }
  });
}

/// Rules of which the first that holds decides: who of many is decided by which.
class FirstThatHolds {
 public:
  FirstThatHolds(const std::vector<const Rule*>& rules, const Region& region, domain::Day today) {
    for (const Rule* rule : rules) rows_.push_back(row_of(*rule, region, today));
  }

  /// What holds for one person, of each rule.
  void look_at(const std::vector<bool>& holds) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!rows_[i].decides && holds[i] && !is_hidden(i, holds)) rows_[i].decides = true;
    }
  }

  bool all_decide() const { return std::ranges::all_of(rows_, &Row::decides); }
  bool decides(std::size_t rule) const { return rows_[rule].decides; }

 private:
  struct Row {
    std::set<std::string> parameters;  // of the region, that it names
    bool decides = false;
  };

  static Row row_of(const Rule& rule, const Region& region, domain::Day today) {
    Row row;
    for (const Parameter& parameter : region.parameters) {
      if (!names(rule.text, "region." + parameter.name)) continue;
      row.parameters.insert(parameter.name);
      // Where a figure is not known the rule can't hold, and elsewhere it can.
      if (parameter.on(today) == nullptr) row.decides = true;
    }
    return row;
  }

  static bool names(const std::string& text, const std::string& name) {
    const auto goes_on = [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); };
    for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      if (end == text.size() || !goes_on(text[end])) return true;
    }
    return false;
  }

  /// By a rule before it that holds as well, unless that asks for another figure: where it is not
  /// known, the later one decides.
  bool is_hidden(std::size_t rule, const std::vector<bool>& holds) const {
    const auto& own = rows_[rule].parameters;
    for (std::size_t i = 0; i < rule; ++i) {
      if (holds[i] && std::ranges::includes(own, rows_[i].parameters)) return true;
    }
    return false;
  }

  std::vector<Row> rows_;
};

/// Where no figure is known: some rules are for that.
Region without_figures(Region region) {
  for (Parameter& parameter : region.parameters) parameter.values.clear();
  return region;
}

void check_pre_assessment(const Service& service, const Region& region, domain::Day today,
                          const Place& place) {
  Service alone;  // the questions come before the form
  alone.id = service.id;
  alone.pre_assessment = service.pre_assessment;
  const auto& questions = alone.pre_assessment.questions;
  const auto& lines = alone.pre_assessment.lines;
  std::vector<const Rule*> rules;
  for (const PreAssessment::Line& line : lines) rules.push_back(&line.holds_if);
  FirstThatHolds verdicts(rules, region, today);
  std::mt19937 random(1);
  std::set<const Field*> asked;
  std::vector<bool> holds(lines.size());
  const Region nowhere = without_figures(region);
  for (int i = 0; i < kMostPeople; ++i) {
    if (asked.size() == questions.size() && verdicts.all_decide()) break;
    const Circumstances circumstances = sample_circumstances(today, random);
    const domain::Answers answers = sample_answers(alone, region, today, random);
    for (const Region* where : {&region, &nowhere}) {
      Questionnaire person(alone, *where, circumstances);
      person.look_at(answers);
      for (const Field& question : questions) {
        if (person.asks(question)) asked.insert(&question);
      }
      for (std::size_t j = 0; j < lines.size(); ++j) holds[j] = person.fulfils(lines[j]);
      verdicts.look_at(holds);
    }
  }
  const Place at = place.at("pre_assessment");
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (asked.contains(&questions[i])) continue;
    at.at("questions")
        .at(i)
        .fault("is never asked: no answers fulfil its shown_if; correct it or remove the question");
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (verdicts.decides(i)) continue;
    at.at("rules").at(i).fault(
        "never decides: no answers fulfil its if, or a rule before it always holds as well; "
        "correct one of them or remove the rule");
  }
}

/// Of any age that somebody can have.
Circumstances somebody(domain::Day today, std::mt19937& random) {
  Circumstances circumstances = sample_circumstances(today, random);
  const auto days = static_cast<int>(random() % (kOldest * 365));
  circumstances.birth_date = std::chrono::sys_days{today} - std::chrono::days{days};
  return circumstances;
}

bool holds_with(const Rule& rule, const expression::Values& values) {
  if (!rule.expression) return false;
  return expression::is_true(rule.expression->evaluate(values).value_or(expression::Value()));
}

void check_offers(const Service& service, const Region& region, domain::Day today,
                  const Place& place) {
  std::vector<const Rule*> rules;
  for (const OfferRule& rule : service.offered_if) rules.push_back(&rule.holds_if);
  FirstThatHolds offers(rules, region, today);
  std::mt19937 random(1);
  std::vector<bool> holds(rules.size());
  for (int i = 0; i < kMostPeople && !offers.all_decide(); ++i) {
    const expression::Values known = known_values(somebody(today, random));
    for (const expression::Values& figures : {region_values(region, today), expression::Values()}) {
      expression::Values values = known;
      values.insert(figures.begin(), figures.end());
      for (std::size_t j = 0; j < rules.size(); ++j) holds[j] = holds_with(*rules[j], values);
      offers.look_at(holds);
    }
  }
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (offers.decides(i)) continue;
    place.at("offered_if")
        .at(i)
        .fault(
            "never offers anything: nobody fulfils its if, or a rule before it always holds as "
            "well; "
            "correct one of them or remove the rule");
  }
}

}  // namespace

void check_reach(const Service& service, const Region& region, domain::Day today,
                 const Place& place) {
  check_steps(service, region, today, place);
  check_known(service, region, today, place);
  check_pre_assessment(service, region, today, place);
  check_offers(service, region, today, place);
}

}  // namespace linli::catalogue
