#pragma once
#include <map>
#include <string>
#include <string_view>

/// Private to this directory.
namespace linli::catalogue {

/// No file of ours has brackets so deep within brackets; whoever walks one calls himself as often.
inline constexpr int kDeepestBrackets = 32;

/// The line, from 1, on which each value of a JSON text stands, by its pointer (RFC 6901, without
/// escapes: names in our files need none). A text that is no JSON, or too deep: as far as it
/// is not.
using JsonLines = std::map<std::string, int>;
JsonLines lines_of(std::string_view json);

}  // namespace linli::catalogue
