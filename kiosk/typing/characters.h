#pragma once
#include <optional>
#include <string>
#include <string_view>

/// Which characters a text may have, and characters by their codes.
namespace linli::typing {

/// Neither a control character, nor an invisible one that turns or joins others
/// (Unicode categories Cc and Cf), nor a private, surrogate or unassigned-forever one.
bool may_be_typed(char32_t character);
/// UTF-8 of such characters only.
bool may_be_typed(std::string_view text);

/// How many characters (code points) a UTF-8 text has.
std::size_t length_of(std::string_view text);
/// Takes the last one off a text that is not empty.
void remove_last(std::string& text);

/// The longest code: U+10FFFF without "U+".
inline constexpr std::size_t kMostCodeDigits = 6;

/// The character of a Unicode code, four to six hexadecimal digits, as UTF-8;
/// empty if it is none that may be typed.
std::optional<std::string> character_of_code(std::string_view digits);

/// A hanzi of GB 18030-2022 implementation level 3: U+4E00–9FEF, U+3007, and the
/// extensions A to F.
bool is_hanzi_of_gb18030(char32_t character);

}  // namespace linli::typing
