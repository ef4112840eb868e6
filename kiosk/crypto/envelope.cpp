#include "kiosk/crypto/envelope.h"

#include <openssl/cms.h>

#include "kiosk/crypto/envelope_profile.h"
#include "kiosk/crypto/openssl_handles.h"
#include "kiosk/crypto/sealer.h"

namespace linli::crypto {
namespace {

using MessageHandle = Handle<CMS_ContentInfo, CMS_ContentInfo_free>;

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
  return Sealer::make(recipients).map([&](const Sealer& sealer) { return sealer.seal(plain); });
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
