#pragma once
#include <compare>
#include <cstdint>
#include <string>

namespace linli::domain {

/// An amount in fen (分, 1/100 yuan). Never a floating-point number.
struct Money {
  std::int64_t fen = 0;
  auto operator<=>(const Money&) const = default;
  /// Yuan with two decimals and no sign of currency: 748.80.
  std::string yuan() const;
};

}  // namespace linli::domain
