#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"

namespace linli::drivers::samv {

/// UTF-16LE to UTF-8; empty for an odd size or a surrogate without its other half.
std::optional<std::string> utf8_from_utf16le(ByteView bytes);

/// UTF-8 to UTF-16LE; empty for text that is not UTF-8.
std::optional<Bytes> utf16le_from_utf8(std::string_view text);

}  // namespace linli::drivers::samv
