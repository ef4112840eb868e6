#pragma once
#include <optional>

#include "kiosk/base/bytes.h"

namespace linli::protocol {

/// The content of a part as gzip (RFC 1952), made before it is sealed; empty
/// where that saves too little to be worth opening. Opens with the gunzip command.
std::optional<Bytes> pack(ByteView content);

/// The content again; empty if it is no gzip, damaged, or more than `most` bytes.
std::optional<Bytes> unpack(ByteView packed, std::size_t most);

}  // namespace linli::protocol
