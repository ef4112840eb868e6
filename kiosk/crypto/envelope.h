#pragma once
#include <span>

#include "kiosk/crypto/certificate.h"

namespace linli::crypto {

/// One message as a Sealer makes it (sealer.h), which says the form. Whoever
/// seals can't open.
Expected<Bytes, CryptoError> seal(ByteView plain, std::span<const Certificate> recipients);

/// Gives the content only after the whole message verified.
Expected<Bytes, CryptoError> open_sealed(ByteView sealed, const PrivateKey& key,
                                         const Certificate& certificate);

}  // namespace linli::crypto
