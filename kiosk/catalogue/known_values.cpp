#include "kiosk/catalogue/known_values.h"

#include <algorithm>

#include "kiosk/base/day.h"

namespace linli::catalogue {
namespace {

std::string name_of(std::string_view benefit) { return "benefit." + std::string(benefit); }

expression::Value name_of(domain::Sex sex) {
  switch (sex) {
    case domain::Sex::male:
      return std::string("male");
    case domain::Sex::female:
      return std::string("female");
    case domain::Sex::unknown:
    case domain::Sex::unspecified:
      return std::monostate();
  }
  return std::monostate();
}

}  // namespace

std::vector<std::string> known_names() {
  std::vector<std::string> names{"today", "applicant.age", "applicant.sex", "applicant.birth_date",
                                 "applicant.disability_grade"};
  for (const auto& [kind, name] : domain::kBenefitKindNames) names.push_back(name_of(name));
  return names;
}

expression::Values known_values(const Circumstances& circumstances) {
  expression::Values values{{"today", base::day_text(circumstances.today)},
                            {"applicant.sex", name_of(circumstances.sex)}};
  if (const auto& birth = circumstances.birth_date) {
    values.emplace("applicant.birth_date", base::day_text(*birth));
    values.emplace("applicant.age", std::int64_t{domain::age_on(*birth, circumstances.today)});
  }
  if (const auto grade = circumstances.disability_grade) {
    values.emplace("applicant.disability_grade", std::int64_t{*grade});
  }
  if (const auto& benefits = circumstances.benefits) {
    for (const auto& [kind, name] : domain::kBenefitKindNames) {
      const bool got = std::ranges::find(*benefits, kind) != benefits->end();
      values.emplace(name_of(name), std::int64_t{got});
    }
  }
  return values;
}

}  // namespace linli::catalogue
