#pragma once
#include <string_view>

namespace linli::offline_cache {

/// Of this program, as the centre hears it: 0.1.0.
std::string_view version();

}  // namespace linli::offline_cache
