#include "kiosk/base/utf8.h"

namespace linli::base {
namespace {

/// Bytes of the character that this one leads; 0 for a byte that leads none.
std::size_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

bool is_well_formed(char32_t code_point, std::size_t length) {
  const bool overlong =
      (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xD800 && code_point < 0xE000;
  return !overlong && !surrogate && code_point <= 0x10FFFF;
}

}  // namespace

std::optional<char32_t> take_code_point(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::string_view rest = text.substr(1);
  const std::size_t length = length_of(lead);
  text = rest;
  if (length == 0 || rest.size() + 1 < length) return std::nullopt;
  char32_t code_point = length == 1 ? lead : lead & (0x7FU >> length);
  for (const char c : rest.substr(0, length - 1)) {
    const auto tail = static_cast<unsigned char>(c);
    if ((tail & 0xC0) != 0x80) return std::nullopt;
    code_point = code_point << 6 | (tail & 0x3F);
  }
  if (!is_well_formed(code_point, length)) return std::nullopt;
  text.remove_prefix(length - 1);
  return code_point;
}

void append_code_point(std::string& text, char32_t code_point) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  const auto put_tail = [&](int shift) { put(0x80 | (code_point >> shift & 0x3F)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put_tail(0);
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put_tail(6);
    put_tail(0);
  } else {
    put(0xF0 | code_point >> 18);
    put_tail(12);
    put_tail(6);
    put_tail(0);
  }
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (!take_code_point(text)) return false;
  }
  return true;
}

}  // namespace linli::base
