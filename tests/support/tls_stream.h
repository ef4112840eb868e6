#pragma once
#include <openssl/ssl.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "centre/server/keys.h"

namespace linli::tests {

struct FreeTls {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* connection) const { SSL_free(connection); }
};
using TlsContext = std::unique_ptr<SSL_CTX, FreeTls>;

/// Shows `identity` and trusts `ca`.
TlsContext server_context(const centre::TlsIdentity& identity, const crypto::Certificate& ca);
TlsContext client_context(const centre::TlsIdentity& identity, const crypto::Certificate& ca);

/// TLS over a socket that it borrows, blocking. A socket that is shut down or
/// silent for 30 s ends every call. Used by one thread.
class TlsStream {
 public:
  /// Empty if the handshake fails.
  static std::optional<TlsStream> accept(int socket, SSL_CTX& context);
  static std::optional<TlsStream> connect(int socket, SSL_CTX& context);

  /// Through the end of `delimiter`; empty if the stream ends before, or after `most` bytes.
  std::optional<std::string> read_through(std::string_view delimiter, std::size_t most);
  /// So many bytes; fewer only where the stream ends.
  std::string read(std::size_t bytes);
  bool write(std::string_view bytes);
  /// Says that it ends (RFC 8446 section 6.1); without this the peer sees a stream cut off.
  void say_end();
  /// Of the peer's verified certificate; empty for none.
  std::string peer_name() const;

 private:
  explicit TlsStream(SSL* connection) : connection_(connection) {}
  bool read_more();

  std::unique_ptr<SSL, FreeTls> connection_;
  std::string ahead_;  // read, but not yet asked for
};

}  // namespace linli::tests
