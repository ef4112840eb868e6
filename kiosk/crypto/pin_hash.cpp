#include "kiosk/crypto/pin_hash.h"

#include <openssl/crypto.h>

#include "kiosk/crypto/scrypt.h"

namespace linli::crypto {

Digest pin_hash(std::string_view pin, ByteView salt) {
  Digest hash{};
  scrypt(pin, salt, hash);
  return hash;
}

bool same_hash(const Digest& one, const Digest& other) {
  return CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace linli::crypto
