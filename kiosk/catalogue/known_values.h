#pragma once
#include "kiosk/catalogue/questionnaire.h"

/// What rules know without asking. Private to this directory.
namespace linli::catalogue {

/// today, applicant.age, applicant.sex, applicant.birth_date, applicant.disability_grade, and
/// benefit.KIND for every kind.
std::vector<std::string> known_names();

/// benefit.KIND is 1 for those that the person gets and 0 for the others; what is not known is left
/// out, which makes it NULL.
expression::Values known_values(const Circumstances& circumstances);

}  // namespace linli::catalogue
