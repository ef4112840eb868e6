#include "centre/server/connections.h"

#include <sys/socket.h>

#include <memory>

namespace linli::centre {
namespace {

using Steady = std::chrono::steady_clock;

thread_local bool refusing = false;

}  // namespace

struct Connections::Connection {
  Connection(Connections& connections, int its_socket)
      : all(connections), socket(its_socket), deadline(Steady::now() + all.longest_) {
    const std::lock_guard lock(all.mutex_);
    all.open_.insert(this);
    if (all.stopping_) ::shutdown(socket, SHUT_RD);
  }
  ~Connection() {
    const std::lock_guard lock(all.mutex_);
    all.open_.erase(this);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Connections& all;
  const int socket;
  Steady::time_point deadline;
};

Connections::Refusal::Refusal() { refusing = true; }
Connections::Refusal::~Refusal() { refusing = false; }

/// Where OpenSSL keeps our Connection with its own, and deletes it.
int Connections::place() {
  static const int index = SSL_get_ex_new_index(
      0, nullptr, nullptr, nullptr, [](void*, void* connection, CRYPTO_EX_DATA*, int, long, void*) {
        const std::unique_ptr<Connection> ended(static_cast<Connection*>(connection));
      });
  return index;
}

void Connections::watch(SSL_CTX& context) {
  SSL_CTX_set_app_data(&context, this);
  SSL_CTX_set_info_callback(&context, on_handshake);
}

void Connections::on_handshake(const SSL* connection, int where, int) {
  if ((where & SSL_CB_HANDSHAKE_START) == 0) return;
  if (SSL_get_ex_data(connection, place()) != nullptr) return;  // TLS 1.3 says it again
  const int socket = SSL_get_fd(connection);
  if (refusing) ::shutdown(socket, SHUT_RDWR);
  auto* const all = static_cast<Connections*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(connection)));
  auto ours = std::make_unique<Connection>(*all, socket);
  // The callback is const for those that only look on.
  if (SSL_set_ex_data(const_cast<SSL*>(connection), place(), ours.get()) == 1) (void)ours.release();
}

void Connections::renew(const SSL* connection) {
  if (connection == nullptr) return;
  auto* const ours = static_cast<Connection*>(SSL_get_ex_data(connection, place()));
  if (ours == nullptr) return;
  const std::lock_guard lock(ours->all.mutex_);
  ours->deadline = Steady::now() + ours->all.longest_;
}

void Connections::close_overdue() {
  const auto now = Steady::now();
  const std::lock_guard lock(mutex_);
  for (const Connection* connection : open_) {
    if (now > connection->deadline) ::shutdown(connection->socket, SHUT_RDWR);
  }
}

void Connections::stop_reading() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  for (const Connection* connection : open_) ::shutdown(connection->socket, SHUT_RD);
}

}  // namespace linli::centre
