#pragma once
#include <random>

#include "kiosk/catalogue/questionnaire.h"

namespace linli::catalogue {

/// Invented answers to a service's questions, mostly such as will do: about the limits, the
/// region's figures and everything between; about one in twelve is left out. The same for the same
/// state of `random`. Numbers of people have the unassigned division code 990101. For finding what
/// a service can never ask, and for tests.
domain::Answers sample_answers(const Service& service, const Region& region, domain::Day today,
                               std::mt19937& random);

/// Somebody of any age, who gets benefits or not.
Circumstances sample_circumstances(domain::Day today, std::mt19937& random);

/// One answer to a field; empty for what nobody answers, and for authorisations, which follow from
/// the household.
std::optional<domain::Answer> sample_answer(const Field& field, const Region& region,
                                            domain::Day today, std::mt19937& random);

}  // namespace linli::catalogue
