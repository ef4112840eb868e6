#include "kiosk/domain/person.h"

namespace linli::domain {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// Bytes of the code point at the start of `text`; 0 if it is malformed
/// (Unicode 15, table 3-7: well-formed UTF-8 byte sequences).
std::size_t code_point_length(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() < length) return 0;
  // The second byte excludes overlong forms, surrogates and what is past U+10FFFF.
  const unsigned lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (at(1) < lowest || at(1) > highest) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (at(i) < 0x80 || at(i) > 0xBF) return 0;
  }
  return length;
}

std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> characters;
  while (!text.empty()) {
    const std::size_t length = code_point_length(text);
    characters.push_back(length == 0 ? kReplacement : text.substr(0, length));
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return characters;
}

}  // namespace

std::string mask_name(std::string_view name) {
  const auto characters = characters_of(name);
  std::string masked;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const bool shown = i == 0 || (i + 1 == characters.size() && i > 1);
    masked += shown ? characters[i] : "*";
  }
  return masked;
}

}  // namespace linli::domain
