#pragma once
#include <fmt/format.h>

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

#include "kiosk/base/uuid.h"

/// The log carries no personal data, and the types see to it: what is logged is
/// numbers, ids and literals. Text that is known to be nobody's (a path of the
/// configuration, a library's error) is marked by hand with Public.
namespace linli::base {

enum class LogLevel { debug, info, warning, error };

/// Text that is nobody's. Writing this name is the promise.
struct Public {
  std::string_view text;
};

template <class T>
concept Loggable = std::is_arithmetic_v<std::remove_cvref_t<T>> ||
                   std::same_as<std::remove_cvref_t<T>, Public> ||
                   std::same_as<std::remove_cvref_t<T>, Uuid>;

namespace detail {
void write_log(LogLevel level, const std::string& line);
template <class T>
auto printable(const T& value) {
  if constexpr (std::same_as<T, Public>) {
    return value.text;
  } else if constexpr (std::same_as<T, Uuid>) {
    return value.text();
  } else {
    return value;
  }
}
}  // namespace detail

/// Where the log goes: standard error (journald picks it up under systemd).
/// Call once, before the first thread.
void start_log(LogLevel lowest);

/// log(LogLevel::warning, "reader at {} lost", Public{path});
template <Loggable... Args>
void log(LogLevel level, std::string_view format, const Args&... args) {
  detail::write_log(level, fmt::format(fmt::runtime(format), detail::printable(args)...));
}

}  // namespace linli::base
