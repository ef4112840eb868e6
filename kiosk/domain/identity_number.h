#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/expected.h"

namespace linli::domain {

/// 性别, GB/T 2261.1: the codes as they stand on the card.
enum class Sex { unknown = 0, male = 1, female = 2, unspecified = 9 };

enum class IdentityNumberError {
  wrong_length,      // not 18 characters
  wrong_character,   // something else than 17 digits and a digit or X
  wrong_birth_date,  // positions 7–14 are no date
  wrong_check_digit,
};

/// A citizen identity number (公民身份号码, GB 11643-1999): 17 digits and a check
/// character; a small x is accepted and made large. The region code is never
/// checked, because codes (GB/T 2260) change.
class IdentityNumber {
 public:
  static Expected<IdentityNumber, IdentityNumberError> parse(std::string_view text);

  const std::string& text() const { return text_; }
  std::chrono::year_month_day birth_date() const;
  /// From the 17th digit: odd is male (GB 11643-1999 section 4.2.3).
  Sex sex() const;
  /// First four and last four characters, ten stars between: 2109**********1228.
  std::string masked() const;

  bool operator==(const IdentityNumber&) const = default;

 private:
  explicit IdentityNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// The check character over the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2).
/// The caller has made sure that they are digits.
char identity_check_character(std::string_view first_17_digits);

/// Full years on `day`: a birthday counts from its own day on.
int age_on(std::chrono::year_month_day birth, std::chrono::year_month_day day);

}  // namespace linli::domain
