#pragma once
#include <cstddef>

#include "drivers/api/id_card_reader.h"
#include "kiosk/base/bytes.h"
#include "kiosk/base/expected.h"
#include "kiosk/domain/person.h"

namespace linli::drivers::samv {

/// Where a field stands in the text block of a citizen's card: UTF-16LE padded
/// with U+0020.
struct TextField {
  std::size_t offset;  // bytes
  std::size_t size;    // bytes
};
namespace text_field {
inline constexpr TextField kName{0, 30}, kSex{30, 2}, kEthnicity{32, 4}, kBirthDate{36, 16},
    kAddress{52, 70}, kNumber{122, 36}, kIssuer{158, 30}, kValidFrom{188, 16}, kValidTo{204, 16},
    kCardType{248, 2};  // a space for a citizen
}  // namespace text_field

/// Data of a good answer to 30 01: text length and photo length (u16 big endian),
/// text, photo.
inline constexpr std::size_t kTextLength = 256, kPhotoLength = 1024, kLengthsSize = 4,
                             kReadAnswerLength = kLengthsSize + kTextLength + kPhotoLength;
/// Data of a good answer to 30 03: UTF-16LE padded with U+0020.
inline constexpr std::size_t kNewestAddressLength = 70;
/// What stands for the end of validity of a card without one.
inline constexpr const char* kWithoutEnd = "长期";

/// Decodes the data of a good answer to 30 01. Errors: unknown_card_type (a
/// permit: J, I, Y, or another type letter) and invalid_content: lengths, broken
/// UTF-16 or control characters in a text, no name, codes outside GB/T 2261.1
/// and GB/T 3304, dates that are none or stand in the wrong order, a number that
/// is not valid (GB 11643) or contradicts the card's own birth date or sex.
Expected<domain::IdCard, CardReadError> decode_citizen_card(ByteView data);

/// Decodes the data of a good answer to 30 03; empty if it holds no address.
std::optional<std::string> decode_newest_address(ByteView data);

}  // namespace linli::drivers::samv
