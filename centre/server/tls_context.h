#pragma once
#include <openssl/ssl.h>

#include <optional>

#include "centre/server/api.h"

namespace linli::centre {

/// Loads our key and certificate and asks clients for one of our CA's. False if
/// OpenSSL refuses any of it.
bool set_up_tls(SSL_CTX& context, const TlsIdentity& identity, const crypto::Certificate& ca);

/// The certificate that the client of a connection has proved; empty for none.
std::optional<PeerCertificate> peer_of(const SSL* connection);

}  // namespace linli::centre
