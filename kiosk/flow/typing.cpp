#include "kiosk/flow/typing.h"

namespace linli::flow {
namespace {

constexpr std::size_t kMostYuanDigits = 8;
constexpr std::size_t kFenDigits = 2;
constexpr std::size_t kMostNumberDigits = 9;
constexpr std::size_t kMostPhoneDigits = 12;
constexpr std::size_t kMostBankCardDigits = 19;
constexpr std::size_t kMostStaffDigits = 8;
constexpr std::size_t kNumberLength = 18;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void type_money(std::string& typed, char key) {
  const std::size_t point = typed.find('.');
  if (key == '.') {
    if (typed.empty()) typed += '0';
    if (point == std::string::npos) typed += '.';
  } else if (is_digit(key)) {
    if (typed == "0") typed.clear();  // no leading zeros
    const bool fits = point == std::string::npos ? typed.size() < kMostYuanDigits
                                                 : typed.size() - point <= kFenDigits;
    if (fits) typed += key;
  }
}

void type_digits(std::string& typed, char key, std::size_t most) {
  if (is_digit(key) && typed.size() < most) typed += key;
}

void type_identity_number(std::string& typed, char key) {
  const bool last = typed.size() == kNumberLength - 1;
  if (typed.size() < kNumberLength && (is_digit(key) || (last && key == 'X'))) typed += key;
}

}  // namespace

std::string typed_with(Keypad keypad, std::string typed, char key) {
  if (key == 'C') return {};
  if (key == '<') {
    if (!typed.empty()) typed.pop_back();
    return typed;
  }
  switch (keypad) {
    case Keypad::money:
      type_money(typed, key);
      break;
    case Keypad::number:
      if (typed == "0") typed.clear();  // no leading zeros
      type_digits(typed, key, kMostNumberDigits);
      break;
    case Keypad::bank_card:
      type_digits(typed, key, kMostBankCardDigits);
      break;
    case Keypad::phone:
      type_digits(typed, key, kMostPhoneDigits);
      break;
    case Keypad::identity_number:
      type_identity_number(typed, key);
      break;
    case Keypad::staff:
      type_digits(typed, key, kMostStaffDigits);
      break;
  }
  return typed;
}

domain::WholeNumber number_from(const std::string& typed) {
  std::int64_t value = 0;
  for (const char c : typed) value = value * 10 + (c - '0');
  return {value};
}

std::optional<domain::Money> money_from(const std::string& typed) {
  if (typed.empty()) return {};
  const std::size_t point = typed.find('.');
  std::string digits = typed.substr(0, point);
  std::string fen = point == std::string::npos ? "" : typed.substr(point + 1);
  fen.resize(kFenDigits, '0');
  digits += fen;
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return domain::Money{value};
}

}  // namespace linli::flow
