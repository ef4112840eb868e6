#include "kiosk/crypto/envelope.h"

#include <openssl/cms.h>
#include <openssl/ec.h>

#include "kiosk/crypto/envelope_profile.h"
#include "kiosk/crypto/openssl_handles.h"
#include "kiosk/crypto/wipe.h"

namespace linli::crypto {
namespace {

using MessageHandle = Handle<CMS_ContentInfo, CMS_ContentInfo_free>;

bool add_recipient(CMS_ContentInfo* message, const Certificate& certificate) {
  CMS_RecipientInfo* const recipient =
      CMS_add1_recipient_cert(message, certificate.impl().handle.get(), CMS_KEY_PARAM);
  if (recipient == nullptr) return false;
  EVP_PKEY_CTX* const context = CMS_RecipientInfo_get0_pkey_ctx(recipient);
  // Without this, OpenSSL 3.0 derives the wrapping key with SHA-1.
  return context != nullptr && EVP_PKEY_CTX_set_ecdh_kdf_md(context, EVP_sha256()) == 1;
}

/// A memory BIO whose buffer is overwritten when it goes.
BioHandle plain_bio() {
  BioHandle bio(BIO_new(BIO_s_secmem()));
  must(bio != nullptr);
  return bio;
}

Bytes bytes_in(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  if (size <= 0) return {};
  const auto* begin = reinterpret_cast<const std::uint8_t*>(data);
  return Bytes(begin, begin + size);
}

}  // namespace

Expected<Bytes, CryptoError> seal(ByteView plain, std::span<const Certificate> recipients) {
  if (recipients.empty()) return unexpected(CryptoError{"no recipient to seal for"});
  const MessageHandle message(
      CMS_encrypt(nullptr, nullptr, EVP_aes_256_gcm(), CMS_PARTIAL | CMS_BINARY));
  if (!message) return unexpected(take_error("sealing failed"));
  for (const Certificate& certificate : recipients) {
    if (!add_recipient(message.get(), certificate)) {
      return unexpected(take_error("a recipient's certificate can't be sealed for"));
    }
  }
  const BioHandle in = bio_over(text_of(plain));
  const BioHandle out(BIO_new(BIO_s_mem()));
  if (CMS_final(message.get(), in.get(), nullptr, CMS_BINARY) != 1 ||
      i2d_CMS_bio(out.get(), message.get()) != 1) {
    return unexpected(take_error("sealing failed"));
  }
  return bytes_in(out.get());
}

Expected<Bytes, CryptoError> open_sealed(ByteView sealed, const PrivateKey& key,
                                         const Certificate& certificate) {
  if (!follows_envelope_profile(sealed)) {
    return unexpected(CryptoError{"not a sealed message of this project's form"});
  }
  const BioHandle in = bio_over(text_of(sealed));
  const MessageHandle message(d2i_CMS_bio(in.get(), nullptr));
  if (!message) return unexpected(take_error("not a CMS message"));
  const BioHandle plain = plain_bio();
  // OpenSSL writes the content out before it has checked the tag; it stays in
  // this BIO, and goes with it, unless everything verified.
  if (CMS_decrypt(message.get(), key.key().handle.get(), certificate.impl().handle.get(), nullptr,
                  plain.get(), CMS_BINARY) != 1) {
    return unexpected(take_error("the sealed message does not open"));
  }
  return bytes_in(plain.get());
}

}  // namespace linli::crypto
