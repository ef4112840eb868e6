#include "kiosk/crypto/personal_cipher.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

#include "kiosk/crypto/openssl_handles.h"
#include "kiosk/crypto/scrypt.h"
#include "kiosk/crypto/wipe.h"

namespace linli::crypto {
namespace {

constexpr std::size_t kNonceBytes = 12;  // NIST SP 800-38D section 8.2.1
constexpr std::size_t kTagBytes = 16;

}  // namespace

PersonalCipher::PersonalCipher(std::string_view number, ByteView salt) {
  Wiped<std::array<std::uint8_t, 64>> keys{};
  scrypt(number, salt, keys.value);
  std::copy_n(keys.value.begin(), name_key_.size(), name_key_.begin());
  std::copy_n(keys.value.begin() + 32, cipher_key_.size(), cipher_key_.begin());
}

PersonalCipher::~PersonalCipher() {
  wipe(name_key_);
  wipe(cipher_key_);
}

Digest PersonalCipher::record_name(std::string_view kind) const {
  Digest name{};
  const ByteView data = bytes_of(kind);
  must(HMAC(EVP_sha256(), name_key_.data(), static_cast<int>(name_key_.size()), data.data(),
            data.size(), name.data(), nullptr) != nullptr);
  return name;
}

Bytes PersonalCipher::encrypt(std::string_view kind, ByteView plain) const {
  Bytes sealed = random_bytes(kNonceBytes);
  sealed.resize(kNonceBytes + plain.size() + kTagBytes);
  const ByteView aad = bytes_of(kind);
  const CipherContextHandle context(EVP_CIPHER_CTX_new());
  int size = 0;
  must(context &&
       EVP_EncryptInit_ex2(context.get(), EVP_aes_256_gcm(), cipher_key_.data(), sealed.data(),
                           nullptr) == 1 &&
       EVP_EncryptUpdate(context.get(), nullptr, &size, aad.data(), static_cast<int>(aad.size())) ==
           1 &&
       EVP_EncryptUpdate(context.get(), sealed.data() + kNonceBytes, &size, plain.data(),
                         static_cast<int>(plain.size())) == 1 &&
       EVP_EncryptFinal_ex(context.get(), sealed.data() + kNonceBytes + size, &size) == 1 &&
       EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTagBytes,
                           sealed.data() + kNonceBytes + plain.size()) == 1);
  return sealed;
}

std::optional<Bytes> PersonalCipher::decrypt(std::string_view kind, ByteView sealed) const {
  if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
  const ByteView cipher = sealed.subspan(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
  Bytes tag(sealed.end() - kTagBytes, sealed.end());
  Bytes plain(cipher.size());
  const ByteView aad = bytes_of(kind);
  const CipherContextHandle context(EVP_CIPHER_CTX_new());
  int size = 0;
  must(context && EVP_DecryptInit_ex2(context.get(), EVP_aes_256_gcm(), cipher_key_.data(),
                                      sealed.data(), nullptr) == 1);
  const bool genuine =
      EVP_DecryptUpdate(context.get(), nullptr, &size, aad.data(), static_cast<int>(aad.size())) ==
          1 &&
      EVP_DecryptUpdate(context.get(), plain.data(), &size, cipher.data(),
                        static_cast<int>(cipher.size())) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) == 1 &&
      EVP_DecryptFinal_ex(context.get(), plain.data() + size, &size) == 1;
  if (genuine) return plain;
  ERR_clear_error();
  wipe(plain);
  return std::nullopt;
}

}  // namespace linli::crypto
