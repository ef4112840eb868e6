#include "tests/support/tls_stream.h"

#include <sys/socket.h>
#include <sys/time.h>

#include <csignal>
#include <stdexcept>

#include "centre/server/tls_context.h"

namespace linli::tests {
namespace {

TlsContext context_for(const SSL_METHOD* method, const centre::TlsIdentity& identity,
                       const crypto::Certificate& ca) {
  // OpenSSL writes to its sockets without MSG_NOSIGNAL.
  std::signal(SIGPIPE, SIG_IGN);
  TlsContext context(SSL_CTX_new(method));
  if (!context || !centre::set_up_tls(*context, identity, ca)) {
    throw std::runtime_error("TLS can't be set up");
  }
  return context;
}

SSL* over(int socket, SSL_CTX& context) {
  const timeval patience{30, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  SSL* const connection = SSL_new(&context);
  if (connection == nullptr || SSL_set_fd(connection, socket) != 1) {
    throw std::runtime_error("no TLS over the socket");
  }
  return connection;
}

}  // namespace

TlsContext server_context(const centre::TlsIdentity& identity, const crypto::Certificate& ca) {
  return context_for(TLS_server_method(), identity, ca);
}

TlsContext client_context(const centre::TlsIdentity& identity, const crypto::Certificate& ca) {
  return context_for(TLS_client_method(), identity, ca);
}

std::optional<TlsStream> TlsStream::accept(int socket, SSL_CTX& context) {
  TlsStream stream(over(socket, context));
  if (SSL_accept(stream.connection_.get()) != 1) return std::nullopt;
  return stream;
}

std::optional<TlsStream> TlsStream::connect(int socket, SSL_CTX& context) {
  TlsStream stream(over(socket, context));
  if (SSL_connect(stream.connection_.get()) != 1) return std::nullopt;
  return stream;
}

std::optional<std::string> TlsStream::read_through(std::string_view delimiter, std::size_t most) {
  for (std::size_t at = 0;;) {
    at = ahead_.find(delimiter, at);
    if (at != std::string::npos) return read(at + delimiter.size());
    if (ahead_.size() > most) return std::nullopt;
    at = ahead_.size() < delimiter.size() ? 0 : ahead_.size() - delimiter.size();
    if (!read_more()) return std::nullopt;
  }
}

std::string TlsStream::read(std::size_t bytes) {
  while (ahead_.size() < bytes && read_more()) {
  }
  std::string taken = ahead_.substr(0, bytes);
  ahead_.erase(0, taken.size());
  return taken;
}

bool TlsStream::read_more() {
  char buffer[16 * 1024];  // what a record holds (RFC 8446 section 5.1)
  const int count = SSL_read(connection_.get(), buffer, sizeof buffer);
  if (count <= 0) return false;
  ahead_.append(buffer, static_cast<std::size_t>(count));
  return true;
}

bool TlsStream::write(std::string_view bytes) {
  return bytes.empty() ||
         SSL_write(connection_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
}

void TlsStream::say_end() { SSL_shutdown(connection_.get()); }

std::string TlsStream::peer_name() const {
  const auto peer = centre::peer_of(connection_.get());
  return peer ? peer->common_name : std::string();
}

}  // namespace linli::tests
