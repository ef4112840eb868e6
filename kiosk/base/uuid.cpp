#include "kiosk/base/uuid.h"

#include <sys/random.h>

#include <cstdlib>

namespace linli::base {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

bool dash_at(std::size_t position) {
  return position == 8 || position == 13 || position == 18 || position == 23;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string Uuid::text() const {
  std::string out;
  out.reserve(36);
  for (const std::uint8_t byte : bytes) {
    if (dash_at(out.size())) out += '-';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid uuid;
  std::size_t digit = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (dash_at(i)) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    const int value = hex_value(text[i]);
    if (value < 0) return std::nullopt;
    auto& byte = uuid.bytes[digit++ / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | value);
  }
  return uuid;
}

Uuid make_uuid_v7(WallTime now) {
  Uuid uuid;
  // At most 256 bytes never come short (getrandom(2)); without randomness
  // nothing the terminal does is safe.
  if (getrandom(uuid.bytes.data(), uuid.bytes.size(), 0) != 16) std::abort();
  const auto ms = static_cast<std::uint64_t>(now.time_since_epoch().count());
  for (unsigned i = 0; i < 6; ++i) uuid.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0f) | 0x70);
  uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3f) | 0x80);
  return uuid;
}

}  // namespace linli::base
