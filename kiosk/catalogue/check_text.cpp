#include "kiosk/catalogue/check_text.h"

#include <unicode/uchar.h>

#include "kiosk/base/utf8.h"

namespace linli::catalogue {
namespace {

/// The dot between the parts of a name that was not Chinese at first (GB/T 2312 row 1, U+00B7).
constexpr char32_t kNameDot = 0xB7;

bool is_letter(char32_t character) {
  const auto code = static_cast<UChar32>(character);
  return u_hasBinaryProperty(code, UCHAR_IDEOGRAPHIC) != 0 || u_isalpha(code) != 0;
}

bool fits_name(char32_t character) {
  return is_letter(character) || character == kNameDot || character == U' ';
}

/// What everyone sees the same: no control, no change of direction, nothing invisible, nothing that
/// only one maker's font has. A new line is the one control that free words may have.
bool is_plain(char32_t character, TextKind kind) {
  if (character == U'\n') return kind == TextKind::free;
  const auto code = static_cast<UChar32>(character);
  const auto category = u_charType(code);
  const bool nothing_to_see = category == U_CONTROL_CHAR || category == U_FORMAT_CHAR ||
                              category == U_SURROGATE || category == U_PRIVATE_USE_CHAR ||
                              category == U_UNASSIGNED || category == U_LINE_SEPARATOR ||
                              category == U_PARAGRAPH_SEPARATOR;
  const auto direction = u_charDirection(code);
  const bool from_the_right = direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
  const bool emoji = u_hasBinaryProperty(code, UCHAR_EMOJI_PRESENTATION) != 0 ||
                     u_hasBinaryProperty(code, UCHAR_VARIATION_SELECTOR) != 0;
  return !nothing_to_see && !from_the_right && !emoji;
}

}  // namespace

std::optional<AnswerProblem> check_text(std::string_view text, TextKind kind,
                                        std::size_t most_characters) {
  std::size_t characters = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const auto character = base::take_code_point(rest);
    if (!character || !is_plain(*character, kind)) return AnswerProblem::strange_characters;
    if (kind == TextKind::name && !fits_name(*character)) return AnswerProblem::not_a_name;
    ++characters;
  }
  if (characters > most_characters) return AnswerProblem::too_long;
  return {};
}

}  // namespace linli::catalogue
