#pragma once
#include <string_view>

#include "kiosk/crypto/digest.h"

namespace linli::crypto {

/// scrypt (RFC 7914, N=2^15, r=8, p=1) of a secret that people remember; takes
/// about 0.1 s and 32 MiB.
Digest pin_hash(std::string_view pin, ByteView salt);

/// Takes as long wherever the two differ.
bool same_hash(const Digest& one, const Digest& other);

}  // namespace linli::crypto
