#include "kiosk/crypto/signature.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include "kiosk/crypto/openssl_handles.h"

namespace linli::crypto {
namespace {

constexpr const char* kEd25519 = "ED25519";

PkeyHandle public_key_of(const PublicKeyBytes& raw) {
  return PkeyHandle(
      EVP_PKEY_new_raw_public_key_ex(nullptr, kEd25519, nullptr, raw.data(), raw.size()));
}

}  // namespace

struct SigningKey::Key {
  PkeyHandle handle;
};

SigningKey SigningKey::generate() {
  PkeyHandle key(EVP_PKEY_Q_keygen(nullptr, nullptr, kEd25519));
  must(key != nullptr);
  return SigningKey(std::make_shared<const Key>(std::move(key)));
}

Expected<SigningKey, CryptoError> SigningKey::from_pem(std::string_view pem) {
  auto key = private_key_from_pem(pem, kEd25519);
  if (!key) return unexpected(key.error());
  return SigningKey(std::make_shared<const Key>(std::move(*key)));
}

std::string SigningKey::to_pem() const { return private_key_to_pem(key_->handle.get()); }

PublicKeyBytes SigningKey::public_key() const {
  PublicKeyBytes raw{};
  std::size_t size = raw.size();
  must(EVP_PKEY_get_raw_public_key(key_->handle.get(), raw.data(), &size) == 1 &&
       size == raw.size());
  return raw;
}

Signature SigningKey::sign(ByteView message) const {
  Signature signature{};
  std::size_t size = signature.size();
  const DigestContextHandle context(EVP_MD_CTX_new());
  // Ed25519 hashes by itself: no digest is named.
  must(context &&
       EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_->handle.get()) == 1 &&
       EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) == 1);
  return signature;
}

bool verify(const PublicKeyBytes& key, ByteView message, ByteView signature) {
  const PkeyHandle handle = public_key_of(key);
  const DigestContextHandle context(EVP_MD_CTX_new());
  const bool holds =
      handle && context && signature.size() == std::tuple_size_v<Signature> &&
      EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, handle.get()) == 1 &&
      EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                       message.size()) == 1;
  if (!holds) ERR_clear_error();
  return holds;
}

std::string public_key_pem(const PublicKeyBytes& key) {
  const PkeyHandle handle = public_key_of(key);
  const BioHandle bio(BIO_new(BIO_s_mem()));
  must(handle && bio && PEM_write_bio_PUBKEY(bio.get(), handle.get()) == 1);
  return content_of(bio.get());
}

Expected<PublicKeyBytes, CryptoError> public_key_from_pem(std::string_view pem) {
  const BioHandle bio = bio_over(pem);
  const PkeyHandle handle(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
  if (!handle) return unexpected(take_error("not a public key in PEM form"));
  PublicKeyBytes raw{};
  std::size_t size = raw.size();
  if (!EVP_PKEY_is_a(handle.get(), kEd25519) ||
      EVP_PKEY_get_raw_public_key(handle.get(), raw.data(), &size) != 1) {
    return unexpected(take_error("not an Ed25519 key"));
  }
  return raw;
}

}  // namespace linli::crypto
