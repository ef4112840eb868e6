#include "kiosk/crypto/openssl_handles.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <cstdlib>
#include <limits>

#include "kiosk/crypto/wipe.h"

namespace linli::crypto {

CryptoError take_error(std::string_view what) {
  const unsigned long code = ERR_peek_last_error();
  ERR_clear_error();
  std::string text(what);
  if (const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code)) {
    text.append(": ").append(reason);
  }
  return {std::move(text)};
}

BioHandle bio_over(std::string_view data) {
  must(data.size() <= std::numeric_limits<int>::max());
  BioHandle bio(BIO_new_mem_buf(data.empty() ? "" : data.data(), static_cast<int>(data.size())));
  must(bio != nullptr);
  return bio;
}

std::string content_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

void must(bool succeeded) {
  if (!succeeded) std::abort();
}

std::string private_key_to_pem(const EVP_PKEY* key) {
  const BioHandle bio(BIO_new(BIO_s_secmem()));
  must(bio && PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr));
  return content_of(bio.get());
}

Expected<PkeyHandle, CryptoError> private_key_from_pem(std::string_view pem,
                                                       const char* algorithm) {
  const auto no_pass_phrase = [](char*, int, int, void*) { return -1; };
  const BioHandle bio = bio_over(pem);
  PkeyHandle key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_pass_phrase, nullptr));
  if (!key) return unexpected(take_error("not a private key in PEM form"));
  if (!EVP_PKEY_is_a(key.get(), algorithm)) {
    return unexpected(CryptoError{std::string("the private key is not of type ") + algorithm});
  }
  return key;
}

void wipe(void* memory, std::size_t size) { OPENSSL_cleanse(memory, size); }

}  // namespace linli::crypto
