#include "kiosk/domain/identity_number.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace linli::domain {
namespace {

constexpr std::size_t kLength = 18;
constexpr std::size_t kDigits = 17;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number_at(std::string_view text, std::size_t first, std::size_t count) {
  int value = 0;
  for (const char c : text.substr(first, count)) value = value * 10 + (c - '0');
  return value;
}

/// Positions 7–14 (GB 11643-1999 section 4.2.2): YYYYMMDD.
std::chrono::year_month_day date_in(std::string_view text) {
  return std::chrono::year(number_at(text, 6, 4)) /
         std::chrono::month(static_cast<unsigned>(number_at(text, 10, 2))) /
         std::chrono::day(static_cast<unsigned>(number_at(text, 12, 2)));
}

}  // namespace

Expected<IdentityNumber, IdentityNumberError> IdentityNumber::parse(std::string_view text) {
  if (text.size() != kLength) return unexpected(IdentityNumberError::wrong_length);
  std::string number(text);
  if (number.back() == 'x') number.back() = 'X';
  const std::string_view digits = std::string_view(number).substr(0, kDigits);
  if (!std::ranges::all_of(digits, is_digit) ||
      !(is_digit(number.back()) || number.back() == 'X')) {
    return unexpected(IdentityNumberError::wrong_character);
  }
  if (!date_in(number).ok()) return unexpected(IdentityNumberError::wrong_birth_date);
  if (identity_check_character(digits) != number.back()) {
    return unexpected(IdentityNumberError::wrong_check_digit);
  }
  return IdentityNumber(std::move(number));
}

std::chrono::year_month_day IdentityNumber::birth_date() const { return date_in(text_); }

Sex IdentityNumber::sex() const {
  return number_at(text_, 16, 1) % 2 == 1 ? Sex::male : Sex::female;
}

std::string IdentityNumber::masked() const {
  return text_.substr(0, 4) + std::string(10, '*') + text_.substr(14);
}

char identity_check_character(std::string_view first_17_digits) {
  assert(first_17_digits.size() == kDigits);
  constexpr std::array<int, kDigits> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < kDigits; ++i) sum += kWeights[i] * (first_17_digits[i] - '0');
  return "10X98765432"[sum % 11];
}

int age_on(std::chrono::year_month_day birth, std::chrono::year_month_day day) {
  const int years = static_cast<int>(day.year()) - static_cast<int>(birth.year());
  const bool birthday_is_past =
      std::pair(day.month(), day.day()) >= std::pair(birth.month(), birth.day());
  return birthday_is_past ? years : years - 1;
}

}  // namespace linli::domain
