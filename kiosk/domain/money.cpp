#include "kiosk/domain/money.h"

#include <fmt/format.h>

namespace linli::domain {

std::string Money::yuan() const {
  // Unsigned, so that the smallest amount has a magnitude too.
  const auto bits = static_cast<std::uint64_t>(fen);
  const std::uint64_t magnitude = fen < 0 ? 0 - bits : bits;
  return fmt::format("{}{}.{:02}", fen < 0 ? "-" : "", magnitude / 100, magnitude % 100);
}

}  // namespace linli::domain
