#pragma once
#include <span>

#include "kiosk/crypto/certificate.h"

namespace linli::crypto {

/// Sealed content: CMS AuthEnvelopedData (RFC 5083) in DER, AES-256-GCM (RFC
/// 5084), one ephemeral-static ECDH recipient (RFC 5753) for each certificate.
/// The terminal that seals can't open.
Expected<Bytes, CryptoError> seal(ByteView plain, std::span<const Certificate> recipients);

/// Gives the content only after the whole message verified.
Expected<Bytes, CryptoError> open_sealed(ByteView sealed, const PrivateKey& key,
                                         const Certificate& certificate);

}  // namespace linli::crypto
