#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/domain/identity_number.h"

namespace linli::domain {

/// What a citizen's ID card (居民身份证) says. Text is UTF-8. Owned by the session.
struct IdCard {
  std::string name{};
  Sex sex = Sex::unknown;
  int ethnicity = 0;  // 民族, GB/T 3304: 1–56; 97 other, 98 foreign-born citizen
  std::chrono::year_month_day birth_date{};
  std::string address{};
  IdentityNumber number;
  std::string issuer{};  // 签发机关
  std::chrono::year_month_day valid_from{};
  std::optional<std::chrono::year_month_day> valid_to{};  // empty: 长期 (no end)
  std::optional<std::string> newest_address{};            // from the card's appended area
  Bytes photo{};  // vendor-proprietary WLT, opaque, may be empty; never needed

  bool expired_on(std::chrono::year_month_day day) const { return valid_to && *valid_to < day; }
};

/// A name as it may be shown on a screen others can see: every character but
/// the first and the last is a star, of two characters the second is (王*芳, 王*).
/// Characters are code points, so rare characters count as one; a byte that is
/// not UTF-8 counts as one and is shown as U+FFFD.
std::string mask_name(std::string_view name);

}  // namespace linli::domain
