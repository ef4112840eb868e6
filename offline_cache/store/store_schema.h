#pragma once
#include <span>
#include <string_view>

namespace linli::offline_cache {

/// The migrations of the store, oldest first; only ever appended to.
std::span<const std::string_view> store_migrations();

}  // namespace linli::offline_cache
