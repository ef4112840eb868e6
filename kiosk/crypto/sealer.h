#pragma once
#include <array>
#include <span>
#include <vector>

#include "kiosk/crypto/certificate.h"

namespace linli::crypto {

/// Seals several messages for the same recipients at the price of one key
/// agreement. Every message is CMS AuthEnvelopedData (RFC 5083) in DER by itself: a
/// content key of its own, AES-256-GCM (RFC 5084), and one KeyAgreeRecipientInfo
/// (RFC 5753: ephemeral-static ECDH on P-256, X9.63 with SHA-256, AES key wrap) with a key
/// for each certificate. All messages of a Sealer carry its ephemeral key; random keying
/// material (RFC 5652 section 6.2.2) gives each of them other wrapping keys.
///
/// Make one for what is handed in together, and let it go with that: while it
/// lives, whoever reads its memory opens what it sealed.
class Sealer {
 public:
  /// Errors: no recipient, or a certificate that can't be sealed for.
  static Expected<Sealer, CryptoError> make(std::span<const Certificate> recipients);
  Sealer(Sealer&&) = default;
  Sealer& operator=(Sealer&&) = delete;
  ~Sealer();

  /// From any thread.
  Bytes seal(ByteView plain) const;

 private:
  using Key = std::array<std::uint8_t, 32>;
  struct Recipient {
    Bytes name;    // issuer and serial number, DER
    Key secret{};  // shared with the holder of the certificate
  };

  Sealer() = default;
  Bytes recipient_info(const Key& content_key) const;

  Bytes originator_;  // the ephemeral public key, DER
  std::vector<Recipient> recipients_;
};

}  // namespace linli::crypto
