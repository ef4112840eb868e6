#pragma once
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/catalogue/check_answer.h"
#include "kiosk/catalogue/service.h"
#include "kiosk/domain/application.h"
#include "kiosk/domain/benefit.h"

/// What a service asks of one person on one day.
namespace linli::catalogue {

/// What rules may know beside the answers.
struct Circumstances {
  std::chrono::year_month_day today;  // of the hall
  std::optional<std::chrono::year_month_day> birth_date = std::nullopt;
  domain::Sex sex = domain::Sex::unknown;
  /// Those that have not ended: paid, suspended or waiting for a review; empty: nobody knows.
  std::optional<std::vector<domain::BenefitKind>> benefits = std::nullopt;
  std::optional<int> disability_grade = std::nullopt;  // 1 (most severe) to 4
};
Circumstances circumstances_of(const domain::IdCard& card, std::chrono::year_month_day today);

struct AnswerFault {
  AnswerProblem problem{};
  const Text* message = nullptr;  // of the service's own rule
};

/// The questions as certain answers leave them. An answer to what is not asked does not count:
/// rules see it as unknown, and complete() leaves it out. Where none was given, the first option
/// whose known_if holds is one. UI thread, or the thread that loaded the catalogue; the service and
/// the region must outlive it.
class Questionnaire {
 public:
  Questionnaire(const Service& service, const Region& region, Circumstances circumstances);

  /// Must be told after every change of the answers.
  void look_at(const domain::Answers& answers);

  bool asks(const Step& step) const { return steps_.contains(&step); }
  bool asks(const Field& field) const { return fields_.contains(&field); }
  bool requires_answer(const Field& field) const;
  DayLimits day_limits(const Field& field) const;
  /// Who must sign beside the applicant: the people of those fields that are asked. Whoever is
  /// named in several stands there several times.
  domain::Household people_of(const Field& authorisations) const;
  /// What is wrong with an answer to a field that is asked.
  std::optional<AnswerFault> check(const Field& field) const;
  /// What was given, or is known by an option's known_if; null: neither.
  const domain::Answer* answer(const Field& field) const;
  /// Of a computed field; empty: not known yet.
  std::optional<domain::Answer> computed(const Field& field) const;

  /// What is handed in: the answers to what is asked, and what was computed of them.
  domain::Answers complete() const;
  bool is_urgent() const;
  /// The order that was answered so may be changed or cancelled; false for what is no order.
  bool order_is_open() const;

  struct Verdict {
    PreAssessment::Answer answer{};
    const Text* because = nullptr;
  };
  /// Empty: nobody can say.
  std::optional<Verdict> assess() const;
  /// Of the pre-assessment, whatever the lines before it say.
  bool fulfils(const PreAssessment::Line& line) const { return holds(line.holds_if); }

 private:
  void look_at_field(const Field& field);
  void answer_by_what_is_known(const Field& field);
  bool holds(const Rule& rule) const;
  expression::Value evaluate(const Rule& rule) const;

  const Service& service_;
  domain::Day today_;
  expression::Values known_;   // beside the answers
  expression::Values values_;  // with them
  domain::Answers answers_;
  std::set<const Step*> steps_;
  std::set<const Field*> fields_;
};

}  // namespace linli::catalogue
