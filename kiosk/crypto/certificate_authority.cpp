#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "kiosk/crypto/certificate.h"
#include "kiosk/crypto/openssl_handles.h"

namespace linli::crypto {
namespace {

using RequestHandle = Handle<X509_REQ, X509_REQ_free>;
using ExtensionHandle = Handle<X509_EXTENSION, X509_EXTENSION_free>;
using NumberHandle = Handle<BIGNUM, BN_free>;

struct UseExtensions {
  const char* basic_constraints;
  const char* key_usage;
  const char* extended_key_usage;  // null for none
};

UseExtensions extensions_of(CertificateUse use) {
  switch (use) {
    case CertificateUse::authority:
      return {"critical,CA:TRUE,pathlen:0", "critical,keyCertSign,cRLSign", nullptr};
    case CertificateUse::tls_server:
      return {"critical,CA:FALSE", "critical,digitalSignature", "serverAuth"};
    case CertificateUse::tls_client:
      return {"critical,CA:FALSE", "critical,digitalSignature", "clientAuth"};
    case CertificateUse::sealing:
      return {"critical,CA:FALSE", "critical,keyAgreement", nullptr};
  }
  return {};
}

bool add_extension(X509* certificate, X509V3_CTX* context, int nid, const char* value) {
  if (value == nullptr) return true;
  const ExtensionHandle extension(X509V3_EXT_conf_nid(nullptr, context, nid, value));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// subjectAltName (RFC 5280 section 4.2.1.6) through the typed API: a name that
/// holds a comma must not become two.
bool add_names(X509* certificate, const CertificateRequest& request) {
  const Handle<GENERAL_NAMES, GENERAL_NAMES_free> names(GENERAL_NAMES_new());
  const auto push = [&](GENERAL_NAME* name) {
    if (name == nullptr) return false;
    if (sk_GENERAL_NAME_push(names.get(), name) > 0) return true;
    GENERAL_NAME_free(name);
    return false;
  };
  for (const auto& name : request.dns_names) {
    if (!push(a2i_GENERAL_NAME(nullptr, nullptr, nullptr, GEN_DNS, name.c_str(), 0))) return false;
  }
  for (const auto& address : request.ip_addresses) {
    if (!push(a2i_GENERAL_NAME(nullptr, nullptr, nullptr, GEN_IPADD, address.c_str(), 0))) {
      return false;
    }
  }
  return sk_GENERAL_NAME_num(names.get()) == 0 ||
         X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, 0) == 1;
}

bool add_extensions(X509* certificate, const X509* issuer, const CertificateRequest& request) {
  X509V3_CTX context{};
  // The functions of OpenSSL 3.0 take the issuer without const and do not change it.
  X509V3_set_ctx(&context, const_cast<X509*>(issuer), certificate, nullptr, nullptr, 0);
  const UseExtensions use = extensions_of(request.use);
  return add_extension(certificate, &context, NID_basic_constraints, use.basic_constraints) &&
         add_extension(certificate, &context, NID_key_usage, use.key_usage) &&
         add_extension(certificate, &context, NID_ext_key_usage, use.extended_key_usage) &&
         add_extension(certificate, &context, NID_subject_key_identifier, "hash") &&
         (issuer == certificate ||
          add_extension(certificate, &context, NID_authority_key_identifier, "keyid:always")) &&
         add_names(certificate, request);
}

/// Random and positive, 126 bits (RFC 5280 section 4.1.2.2).
bool set_serial(X509* certificate) {
  const NumberHandle number(BN_new());
  return number && BN_rand(number.get(), 126, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1 &&
         BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool set_common_name(X509_NAME* name, const std::string& common_name) {
  return X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*>(common_name.data()),
                                    static_cast<int>(common_name.size()), -1, 0) == 1;
}

/// Without `issuer` the certificate is its own.
Expected<Certificate, CryptoError> sign_certificate(EVP_PKEY* subject_key, EVP_PKEY* signing_key,
                                                    const X509* issuer,
                                                    const CertificateRequest& request) {
  X509Handle made(X509_new());
  X509* const certificate = made.get();
  const bool done =
      certificate != nullptr && X509_set_version(certificate, X509_VERSION_3) == 1 &&
      set_serial(certificate) &&
      set_common_name(X509_get_subject_name(certificate), request.common_name) &&
      X509_set_issuer_name(certificate,
                           X509_get_subject_name(issuer != nullptr ? issuer : certificate)) == 1 &&
      ASN1_TIME_set(X509_getm_notBefore(certificate),
                    request.not_before.time_since_epoch().count()) != nullptr &&
      ASN1_TIME_set(X509_getm_notAfter(certificate),
                    request.not_after.time_since_epoch().count()) != nullptr &&
      X509_set_pubkey(certificate, subject_key) == 1 &&
      add_extensions(certificate, issuer != nullptr ? issuer : certificate, request) &&
      X509_sign(certificate, signing_key, EVP_sha256()) > 0;
  if (!done) return unexpected(take_error("the certificate could not be made"));
  return Certificate(std::make_shared<const Certificate::Impl>(std::move(made)));
}

}  // namespace

Expected<Certificate, CryptoError> self_signed(const PrivateKey& key,
                                               const CertificateRequest& request) {
  EVP_PKEY* const handle = key.key().handle.get();
  return sign_certificate(handle, handle, nullptr, request);
}

std::string make_signing_request(const PrivateKey& key, const std::string& common_name) {
  const RequestHandle request(X509_REQ_new());
  const BioHandle bio(BIO_new(BIO_s_mem()));
  must(request && bio && X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1 &&
       set_common_name(X509_REQ_get_subject_name(request.get()), common_name) &&
       X509_REQ_set_pubkey(request.get(), key.key().handle.get()) == 1 &&
       X509_REQ_sign(request.get(), key.key().handle.get(), EVP_sha256()) > 0 &&
       PEM_write_bio_X509_REQ(bio.get(), request.get()) == 1);
  return content_of(bio.get());
}

Expected<Certificate, CryptoError> issue(const PrivateKey& ca_key, const Certificate& ca,
                                         std::string_view signing_request_pem,
                                         const CertificateRequest& request) {
  const BioHandle bio = bio_over(signing_request_pem);
  const RequestHandle asked(PEM_read_bio_X509_REQ(bio.get(), nullptr, nullptr, nullptr));
  if (!asked) return unexpected(take_error("not a signing request in PEM form"));
  EVP_PKEY* const key = X509_REQ_get0_pubkey(asked.get());
  if (key == nullptr || X509_REQ_verify(asked.get(), key) != 1) {
    return unexpected(take_error("the signing request's own signature does not hold"));
  }
  auto certificate =
      sign_certificate(key, ca_key.key().handle.get(), ca.impl().handle.get(), request);
  // Read back as everyone else will: refuses keys of other types.
  return certificate ? Certificate::from_pem(certificate->to_pem()) : certificate;
}

}  // namespace linli::crypto
