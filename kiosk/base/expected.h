#pragma once
#include <tl/expected.hpp>

namespace linli {

/// A value, or what the world did instead (card removed, disk full, offline).
/// What only a bug does is an assertion. Becomes std::expected with C++23.
template <class T, class E>
using Expected = tl::expected<T, E>;

template <class E>
using Unexpected = tl::unexpected<E>;

/// tl::expected compares no results without a value.
template <class E>
bool same(const Expected<void, E>& a, const Expected<void, E>& b) {
  return a.has_value() == b.has_value() && (a.has_value() || a.error() == b.error());
}

template <class E>
Unexpected<std::decay_t<E>> unexpected(E&& error) {
  return Unexpected<std::decay_t<E>>(std::forward<E>(error));
}

}  // namespace linli
