#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace linli::base {

/// Takes the first character off a text that is not empty (Unicode 15 table 3-7:
/// well-formed UTF-8). Where the text is malformed, takes one byte and is empty.
std::optional<char32_t> take_code_point(std::string_view& text);

/// Appends a code point (not a surrogate, at most U+10FFFF).
void append_code_point(std::string& text, char32_t code_point);

bool is_utf8(std::string_view text);

}  // namespace linli::base
