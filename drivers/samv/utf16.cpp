#include "drivers/samv/utf16.h"

#include <cstdint>

#include "kiosk/base/utf8.h"

namespace linli::drivers::samv {
namespace {

bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

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
    base::append_code_point(text, code_point);
  }
  return text;
}

std::optional<Bytes> utf16le_from_utf8(std::string_view text) {
  Bytes bytes;
  while (!text.empty()) {
    const auto code_point = base::take_code_point(text);
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
