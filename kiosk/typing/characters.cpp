#include "kiosk/typing/characters.h"

#include <algorithm>
#include <charconv>

#include "kiosk/base/utf8.h"

namespace linli::typing {
namespace {

struct Range {
  char32_t first;
  char32_t last;
  constexpr bool has(char32_t character) const { return character >= first && character <= last; }
};

constexpr Range kRefused[] = {{0, 0x1F},          {0x7F, 0x9F},       {0xAD, 0xAD},
                              {0x600, 0x605},     {0x61C, 0x61C},     {0x6DD, 0x6DD},
                              {0x70F, 0x70F},     {0x180E, 0x180E},   {0x200B, 0x200F},
                              {0x2028, 0x202E},   {0x2060, 0x206F},   {0xD800, 0xF8FF},
                              {0xFDD0, 0xFDEF},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
                              {0xFFF0, 0xFFFF},   {0x110BD, 0x110CD}, {0x13430, 0x1345F},
                              {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0x323B0, 0xFFFFFFFF}};

// GB 18030-2022, implementation level 3, with the extensions as Unicode 11 assigns them.
constexpr Range kHanzi[] = {{0x3007, 0x3007},   {0x3400, 0x4DB5},   {0x4E00, 0x9FEF},
                            {0x20000, 0x2A6D6}, {0x2A700, 0x2B734}, {0x2B740, 0x2B81D},
                            {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}};

constexpr std::size_t kLeastCodeDigits = 4;

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

bool may_be_typed(char32_t character) {
  // The last two of each plane are no characters.
  return std::ranges::none_of(kRefused, [&](Range range) { return range.has(character); }) &&
         (character & 0xFFFE) != 0xFFFE;
}

bool may_be_typed(std::string_view text) {
  while (!text.empty()) {
    const auto character = base::take_code_point(text);
    if (!character || !may_be_typed(*character)) return false;
  }
  return true;
}

std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return !continues(byte); }));
}

void remove_last(std::string& text) {
  while (!text.empty() && continues(text.back())) text.pop_back();
  if (!text.empty()) text.pop_back();
}

std::optional<std::string> character_of_code(std::string_view digits) {
  std::uint32_t code = 0;
  const auto end = digits.data() + digits.size();
  const bool number = std::from_chars(digits.data(), end, code, 16).ptr == end;
  if (digits.size() < kLeastCodeDigits || digits.size() > kMostCodeDigits || !number ||
      !may_be_typed(static_cast<char32_t>(code))) {
    return std::nullopt;
  }
  std::string text;
  base::append_code_point(text, code);
  return text;
}

bool is_hanzi_of_gb18030(char32_t character) {
  return std::ranges::any_of(kHanzi, [&](Range range) { return range.has(character); });
}

}  // namespace linli::typing
