#pragma once
#include <map>
#include <string>
#include <string_view>

/// Private to this directory.
namespace linli::catalogue {

/// The line, from 1, on which each value of a JSON text stands, by its pointer (RFC 6901, without
/// escapes: names in our files need none). A text that is no JSON: as far as it is one.
using JsonLines = std::map<std::string, int>;
JsonLines lines_of(std::string_view json);

}  // namespace linli::catalogue
