#include "kiosk/crypto/certificate.h"

#include <openssl/pem.h>

#include <ctime>

#include "kiosk/crypto/openssl_handles.h"

namespace linli::crypto {
namespace {

constexpr const char* kCurve = "P-256";

bool is_p256(const EVP_PKEY* key) {
  char group[32] = {};
  return EVP_PKEY_is_a(key, "EC") &&
         EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) == 1 &&
         (std::string_view(group) == "prime256v1" || std::string_view(group) == kCurve);
}

}  // namespace

PrivateKey PrivateKey::generate() {
  PkeyHandle key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", kCurve));
  must(key != nullptr);
  return PrivateKey(std::make_shared<const Key>(std::move(key)));
}

Expected<PrivateKey, CryptoError> PrivateKey::from_pem(std::string_view pem) {
  auto key = private_key_from_pem(pem, "EC");
  if (!key) return unexpected(key.error());
  if (!is_p256(key->get())) return unexpected(CryptoError{"the private key is not on P-256"});
  return PrivateKey(std::make_shared<const Key>(std::move(*key)));
}

std::string PrivateKey::to_pem() const { return private_key_to_pem(key_->handle.get()); }

Expected<Certificate, CryptoError> Certificate::from_pem(std::string_view pem) {
  const BioHandle bio = bio_over(pem);
  X509Handle certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  if (!certificate) return unexpected(take_error("not a certificate in PEM form"));
  const EVP_PKEY* key = X509_get0_pubkey(certificate.get());
  if (key == nullptr || !is_p256(key)) {
    return unexpected(take_error("the certificate's key is not on P-256"));
  }
  return Certificate(std::make_shared<const Impl>(std::move(certificate)));
}

std::string Certificate::to_pem() const {
  const BioHandle bio(BIO_new(BIO_s_mem()));
  must(bio && PEM_write_bio_X509(bio.get(), impl_->handle.get()) == 1);
  return content_of(bio.get());
}

std::string Certificate::common_name() const {
  const X509_NAME* name = X509_get_subject_name(impl_->handle.get());
  const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
  if (at < 0) return {};
  unsigned char* utf8 = nullptr;
  const int size =
      ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
  if (size < 0) return {};
  std::string text(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(size));
  OPENSSL_free(utf8);
  return text;
}

Digest Certificate::fingerprint() const {
  Digest digest{};
  must(X509_digest(impl_->handle.get(), EVP_sha256(), digest.data(), nullptr) == 1);
  return digest;
}

std::chrono::sys_seconds Certificate::not_after() const {
  std::tm time{};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(impl_->handle.get()), &time) != 1) return {};
  return std::chrono::sys_seconds{std::chrono::seconds{timegm(&time)}};
}

}  // namespace linli::crypto
