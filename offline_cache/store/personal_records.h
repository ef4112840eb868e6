#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/crypto/personal_cipher.h"
#include "kiosk/domain/benefit.h"
#include "offline_cache/api/drafts.h"
#include "offline_cache/api/matters.h"

/// What is kept for one person, in the form the store keeps it in: under a name
/// and in a cipher that only the person's own number gives.
namespace linli::offline_cache {

inline constexpr std::string_view kBenefitsRecord = "benefits";
inline constexpr std::string_view kMattersRecord = "matters";
std::string draft_record(const std::string& service);

Bytes seal_benefits(const crypto::PersonalCipher& cipher, const domain::BenefitStatus& status);
/// Empty if it is not this person's, was changed, or is of a form no longer known.
std::optional<domain::BenefitStatus> open_benefits(const crypto::PersonalCipher& cipher,
                                                   ByteView sealed);

Bytes seal_draft(const crypto::PersonalCipher& cipher, const Draft& draft);
std::optional<Draft> open_draft(const crypto::PersonalCipher& cipher, const std::string& service,
                                ByteView sealed);

Bytes seal_matters(const crypto::PersonalCipher& cipher, const std::vector<Matter>& matters);
/// Without those that can't be read. Empty if it is not this person's, or was changed.
std::optional<std::vector<Matter>> open_matters(const crypto::PersonalCipher& cipher,
                                                ByteView sealed);

}  // namespace linli::offline_cache
