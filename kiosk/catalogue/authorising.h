#pragma once
#include "kiosk/catalogue/service.h"
#include "kiosk/domain/application.h"

/// Who signs the authorisation of the economic check (核对授权书): the applicant and everybody
/// whose means are checked, guardians for those who can't.
namespace linli::catalogue {

/// From this age on somebody signs for themselves (Civil Code, article 17).
inline constexpr int kAdult = 18;
bool is_adult(const domain::IdentityNumber& number, domain::Day today);

/// Those who have to, the applicant first, and then `others`, nobody twice: whoever was named twice
/// stands as they were named first. What `given` says of the same people stays as long as its
/// guardian may sign; a minor's is the applicant, or else the first adult.
domain::Authorisations signers_of(const domain::IdentityNumber& applicant,
                                  const domain::Household& others,
                                  const domain::Authorisations& given, domain::Day today);

/// Whether these are the applicant and just the others, under the same names and relations.
bool names_all(const domain::Authorisations& people, const domain::Household& others);

/// The next who may sign for that one of the people; after the last, an adult signs again
/// themselves. Empty as well for a minor without any adult.
std::optional<domain::IdentityNumber> next_guardian(const domain::Authorisations& people,
                                                    std::size_t person, domain::Day today);

/// A stroke of a length that is meant and can be seen.
bool is_visible(const domain::Signature& signature);

/// Has signed, or signs later.
bool has_decided(const domain::Authorisation& person);

}  // namespace linli::catalogue
