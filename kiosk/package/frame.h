#pragma once
#include <array>
#include <cstdint>

#include "kiosk/base/bytes.h"

/// Lengths as this directory writes them. Private to it.
namespace linli::package {

inline constexpr std::size_t kLengthBytes = 4;

/// The highest byte first.
inline std::array<std::uint8_t, kLengthBytes> length_bytes(std::size_t size) {
  return {static_cast<std::uint8_t>(size >> 24), static_cast<std::uint8_t>(size >> 16),
          static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size)};
}

inline std::size_t length_from(ByteView bytes) {
  return std::size_t{bytes[0]} << 24 | std::size_t{bytes[1]} << 16 | std::size_t{bytes[2]} << 8 |
         std::size_t{bytes[3]};
}

}  // namespace linli::package
