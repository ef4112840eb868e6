#pragma once
#include "kiosk/base/bytes.h"

namespace linli::crypto {

/// True only for DER in the one form seal() writes: AuthEnvelopedData (RFC 5083
/// section 2.1) of plain data, AES-256-GCM with a tag of 16 bytes, no further
/// attributes. OpenSSL itself would also open a message whose tag was cut to a
/// byte, and one with a cipher that authenticates nothing.
bool follows_envelope_profile(ByteView message);

}  // namespace linli::crypto
