#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.h"

namespace linli::base {

/// RFC 9562 UUID. Items carry version 7, so ids sort by the time they were made.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(const Uuid&) const = default;

  /// 8-4-4-4-12 lower-case hexadecimal digits.
  std::string text() const;
  /// Empty unless the text has exactly that form (either case).
  static std::optional<Uuid> parse(std::string_view text);
};

/// Version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, the rest random
/// from the kernel.
Uuid make_uuid_v7(WallTime now);

}  // namespace linli::base
