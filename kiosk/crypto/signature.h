#pragma once
#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/expected.h"

namespace linli::crypto {

/// What OpenSSL said, without the data it said it about.
struct CryptoError {
  std::string what;
};

/// Ed25519 (RFC 8032).
using Signature = std::array<std::uint8_t, 64>;
using PublicKeyBytes = std::array<std::uint8_t, 32>;

/// Immutable once made; safe to share between threads.
class SigningKey {
 public:
  static SigningKey generate();
  /// PKCS #8 PEM, unencrypted: the file's mode guards it.
  static Expected<SigningKey, CryptoError> from_pem(std::string_view pem);
  std::string to_pem() const;
  PublicKeyBytes public_key() const;
  Signature sign(ByteView message) const;

 private:
  struct Key;
  explicit SigningKey(std::shared_ptr<const Key> key) : key_(std::move(key)) {}
  std::shared_ptr<const Key> key_;
};

bool verify(const PublicKeyBytes& key, ByteView message, ByteView signature);

/// SubjectPublicKeyInfo PEM of a raw Ed25519 key, as the openssl command reads it.
std::string public_key_pem(const PublicKeyBytes& key);
Expected<PublicKeyBytes, CryptoError> public_key_from_pem(std::string_view pem);

}  // namespace linli::crypto
