#pragma once
#include <string_view>

namespace linli::centre {

/// A list in SQL: after these stages nothing more happens to a matter.
inline constexpr std::string_view kLastStages =
    "('paid', 'returned', 'refused', 'replaced', 'cancelled')";

}  // namespace linli::centre
