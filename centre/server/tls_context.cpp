#include "centre/server/tls_context.h"

#include <openssl/pem.h>

#include <memory>

namespace linli::centre {
namespace {

template <class T, void (*Free)(T*)>
struct Freer {
  void operator()(T* value) const { Free(value); }
};
using Certificate = std::unique_ptr<X509, Freer<X509, X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY, EVP_PKEY_free>>;

struct BioFreer {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, BioFreer>;

Bio over(const std::string& text) {
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

Certificate certificate_from(const std::string& pem) {
  return Certificate(PEM_read_bio_X509(over(pem).get(), nullptr, nullptr, nullptr));
}

}  // namespace

bool set_up_tls(SSL_CTX& context, const TlsIdentity& identity, const crypto::Certificate& ca) {
  const auto certificate = certificate_from(identity.certificate_pem);
  const auto authority = certificate_from(ca.to_pem());
  const Key key(PEM_read_bio_PrivateKey(over(identity.key_pem).get(), nullptr, nullptr, nullptr));
  if (!certificate || !authority || !key) return false;
  // Without FAIL_IF_NO_PEER_CERT: a terminal that enrols has no certificate yet.
  SSL_CTX_set_verify(&context, SSL_VERIFY_PEER, nullptr);
  // Resumed sessions would carry a peer of an earlier handshake (RFC 8446 section 4.6.1).
  SSL_CTX_set_session_cache_mode(&context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_options(&context, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);
  return SSL_CTX_set_min_proto_version(&context, TLS1_2_VERSION) == 1 &&
         SSL_CTX_set_num_tickets(&context, 0) == 1 &&
         SSL_CTX_use_certificate(&context, certificate.get()) == 1 &&
         SSL_CTX_use_PrivateKey(&context, key.get()) == 1 &&
         SSL_CTX_check_private_key(&context) == 1 &&
         X509_STORE_add_cert(SSL_CTX_get_cert_store(&context), authority.get()) == 1 &&
         SSL_CTX_add_client_CA(&context, authority.get()) == 1;
}

std::optional<PeerCertificate> peer_of(const SSL* connection) {
  if (connection == nullptr || SSL_get_verify_result(connection) != X509_V_OK) return std::nullopt;
  X509* const peer = SSL_get0_peer_certificate(connection);
  const Bio bio(BIO_new(BIO_s_mem()));
  if (peer == nullptr || !bio || PEM_write_bio_X509(bio.get(), peer) != 1) return std::nullopt;
  const char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  const auto certificate = crypto::Certificate::from_pem({data, static_cast<std::size_t>(size)});
  if (!certificate) return std::nullopt;
  return PeerCertificate{certificate->common_name(), certificate->fingerprint()};
}

}  // namespace linli::centre
