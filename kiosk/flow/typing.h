#pragma once
#include <optional>
#include <string>

#include "kiosk/domain/application.h"

namespace linli::flow {

enum class Keypad {
  money,            // at most 8 digits of yuan, a point, 2 digits of fen
  number,           // at most 9 digits
  phone,            // at most 12 digits
  bank_card,        // at most 19 digits
  identity_number,  // 17 digits, then a digit or X
  staff,            // a staff number or PIN: at most 8 digits
};

/// What stands there after a key: a digit, '.', 'X', '<' deletes one, 'C' all.
/// A key that does not fit changes nothing.
std::string typed_with(Keypad keypad, std::string typed, char key);

/// The number that has been typed; 0 for nothing.
domain::WholeNumber number_from(const std::string& typed);

/// The amount that has been typed ("12", "12.", "12.5"); empty for nothing.
std::optional<domain::Money> money_from(const std::string& typed);

}  // namespace linli::flow
