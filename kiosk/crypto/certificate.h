#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/expected.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/signature.h"

namespace linli::crypto {

/// An EC P-256 key: for TLS, for CAs, for opening sealed items.
class PrivateKey {
 public:
  static PrivateKey generate();
  static Expected<PrivateKey, CryptoError> from_pem(std::string_view pem);
  std::string to_pem() const;  // PKCS #8, unencrypted

  struct Key;
  const Key& key() const { return *key_; }

 private:
  explicit PrivateKey(std::shared_ptr<const Key> key) : key_(std::move(key)) {}
  std::shared_ptr<const Key> key_;
};

/// What a certificate is issued for (RFC 5280 section 4.2.1.3 and .12).
enum class CertificateUse { authority, tls_server, tls_client, sealing };

struct CertificateRequest {
  std::string common_name;                  // at most 64 characters
  std::vector<std::string> dns_names;       // tls_server only
  std::vector<std::string> ip_addresses;    // tls_server only
  CertificateUse use{};
  std::chrono::sys_seconds not_before{};
  std::chrono::sys_seconds not_after{};
};

class Certificate {
 public:
  static Expected<Certificate, CryptoError> from_pem(std::string_view pem);
  std::string to_pem() const;
  std::string common_name() const;
  Digest fingerprint() const;               // SHA-256 over the DER form
  std::chrono::sys_seconds not_after() const;

  struct Impl;
  const Impl& impl() const { return *impl_; }
  explicit Certificate(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

 private:
  std::shared_ptr<const Impl> impl_;
};

Expected<Certificate, CryptoError> self_signed(const PrivateKey& key, const CertificateRequest& request);

/// PKCS #10 request (PEM) over `key` for `common_name`.
std::string make_signing_request(const PrivateKey& key, const std::string& common_name);

/// Issues a certificate for the public key of a PKCS #10 request whose own
/// signature verifies; every other content of it is replaced by `request`.
Expected<Certificate, CryptoError> issue(const PrivateKey& ca_key, const Certificate& ca,
                                         std::string_view signing_request_pem,
                                         const CertificateRequest& request);

}  // namespace linli::crypto
