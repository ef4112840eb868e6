#pragma once
#include <openssl/evp.h>

#include <cstdint>
#include <span>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/crypto/openssl_handles.h"

/// For this directory's sources only.
namespace linli::crypto {

/// Fills `key` by scrypt (RFC 7914, N=2^15, r=8, p=1): about 0.1 s and 32 MiB.
inline void scrypt(std::string_view secret, ByteView salt, std::span<std::uint8_t> key) {
  constexpr std::uint64_t kMemory = 64u << 20;  // bytes allowed
  must(EVP_PBE_scrypt(secret.data(), secret.size(), salt.data(), salt.size(), 1u << 15, 8, 1,
                      kMemory, key.data(), key.size()) == 1);
}

}  // namespace linli::crypto
