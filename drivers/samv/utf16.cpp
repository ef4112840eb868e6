#include "drivers/samv/utf16.h"

#include <cstdint>

namespace linli::drivers::samv {
namespace {

bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

void append_utf8(std::string& text, char32_t code_point) {
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

/// Takes one code point off the front.
std::optional<char32_t> take_code_point(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || text.size() < length) return std::nullopt;
  char32_t code_point = length == 1 ? lead : lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto tail = static_cast<unsigned char>(text[i]);
    if ((tail & 0xC0) != 0x80) return std::nullopt;
    code_point = code_point << 6 | (tail & 0x3F);
  }
  const bool overlong =
      (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
  if (overlong || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) {
    return std::nullopt;
  }
  text.remove_prefix(length);
  return code_point;
}

void append_unit(Bytes& bytes, char32_t unit) {
  bytes.push_back(static_cast<std::uint8_t>(unit & 0xFF));
  bytes.push_back(static_cast<std::uint8_t>(unit >> 8));
}

}  // namespace

std::optional<std::string> utf8_from_utf16le(ByteView bytes) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  const auto unit_at = [&](std::size_t i) {
    return static_cast<char32_t>(bytes[i] | bytes[i + 1] << 8);
  };
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    char32_t code_point = unit_at(i);
    if (is_high_surrogate(code_point)) {
      i += 2;
      if (i >= bytes.size() || !is_low_surrogate(unit_at(i))) return std::nullopt;
      code_point = 0x10000 + ((code_point - 0xD800) << 10) + (unit_at(i) - 0xDC00);
    } else if (is_low_surrogate(code_point)) {
      return std::nullopt;
    }
    append_utf8(text, code_point);
  }
  return text;
}

std::optional<Bytes> utf16le_from_utf8(std::string_view text) {
  Bytes bytes;
  while (!text.empty()) {
    const auto code_point = take_code_point(text);
    if (!code_point) return std::nullopt;
    if (*code_point < 0x10000) {
      append_unit(bytes, *code_point);
    } else {
      append_unit(bytes, 0xD800 + ((*code_point - 0x10000) >> 10));
      append_unit(bytes, 0xDC00 + ((*code_point - 0x10000) & 0x3FF));
    }
  }
  return bytes;
}

}  // namespace linli::drivers::samv
