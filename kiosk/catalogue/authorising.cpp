#include "kiosk/catalogue/authorising.h"

#include <algorithm>
#include <cmath>

namespace linli::catalogue {
namespace {

using domain::Authorisation;
using domain::Authorisations;

/// A stroke at least this long, in widths of the field, is meant and can be seen.
constexpr float kVisibleLength = 0.05F;

float length_of(const domain::Stroke& stroke) {
  float length = 0;
  for (std::size_t i = 1; i < stroke.size(); ++i) {
    length += std::hypot(stroke[i].x - stroke[i - 1].x, stroke[i].y - stroke[i - 1].y);
  }
  return length;
}

std::vector<domain::IdentityNumber> guardians_for(const Authorisations& people, std::size_t person,
                                                  domain::Day today) {
  std::vector<domain::IdentityNumber> guardians;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (i != person && is_adult(people[i].number, today)) guardians.push_back(people[i].number);
  }
  return guardians;
}

/// The signature of a guardian who is gone goes with them.
void settle_guardian(Authorisations& people, std::size_t person, domain::Day today) {
  Authorisation& one = people[person];
  const auto guardians = guardians_for(people, person, today);
  const bool may_stay = one.guardian && std::ranges::count(guardians, *one.guardian) > 0;
  if (may_stay || (!one.guardian && is_adult(one.number, today))) return;
  one.signature.clear();
  one.guardian.reset();
  if (!is_adult(one.number, today) && !guardians.empty()) one.guardian = guardians.front();
}

/// Everybody but the applicant, once.
domain::Household each_once(const domain::Household& others,
                            const domain::IdentityNumber& applicant) {
  domain::Household once;
  for (const domain::HouseholdMember& one : others) {
    const bool known =
        std::ranges::find(once, one.number, &domain::HouseholdMember::number) != once.end();
    if (!known && one.number != applicant) once.push_back(one);
  }
  return once;
}

}  // namespace

bool is_adult(const domain::IdentityNumber& number, domain::Day today) {
  return domain::age_on(number.birth_date(), today) >= kAdult;
}

Authorisations signers_of(const domain::IdentityNumber& applicant, const domain::Household& others,
                          const Authorisations& given, domain::Day today) {
  Authorisations people{{"", applicant, {}, {}}};
  for (const auto& one : each_once(others, applicant)) {
    people.push_back({one.name, one.number, one.relation, {}});
  }
  for (Authorisation& person : people) {
    const auto before = std::ranges::find(given, person.number, &Authorisation::number);
    if (before == given.end()) continue;
    person.guardian = before->guardian;
    person.later = before->later;
    person.signature = before->signature;
  }
  for (std::size_t i = 0; i < people.size(); ++i) settle_guardian(people, i, today);
  return people;
}

bool names_all(const Authorisations& people, const domain::Household& others) {
  const auto is_applicant = [](const Authorisation& person) { return !person.relation; };
  const auto applicant = std::ranges::find_if(people, is_applicant);
  if (applicant == people.end()) return false;
  const domain::Household expected = each_once(others, applicant->number);
  const auto is_named = [&](const domain::HouseholdMember& member) {
    const auto person = std::ranges::find(people, member.number, &Authorisation::number);
    return person != people.end() && person->name == member.name &&
           person->relation == member.relation;
  };
  return people.size() == expected.size() + 1 && std::ranges::count_if(people, is_applicant) == 1 &&
         std::ranges::all_of(expected, is_named);
}

std::optional<domain::IdentityNumber> next_guardian(const Authorisations& people,
                                                    std::size_t person, domain::Day today) {
  const auto guardians = guardians_for(people, person, today);
  if (guardians.empty()) return std::nullopt;
  const auto& signs = people[person].guardian;
  if (!signs) return guardians.front();
  const auto at = std::ranges::find(guardians, *signs);
  if (at != guardians.end() && std::next(at) != guardians.end()) return *std::next(at);
  if (is_adult(people[person].number, today)) return std::nullopt;
  return guardians.front();
}

bool is_visible(const domain::Signature& signature) {
  return std::ranges::any_of(
      signature, [](const domain::Stroke& stroke) { return length_of(stroke) >= kVisibleLength; });
}

bool has_decided(const Authorisation& person) {
  return person.later || is_visible(person.signature);
}

}  // namespace linli::catalogue
