#include "tests/support/loopback_socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <stdexcept>

namespace linli::tests {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

void send_small_pieces_at_once(int socket) {
  const int yes = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

}  // namespace

Listening listen_on_loopback() {
  Listening listening{base::Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))};
  const int fd = listening.socket.get();
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(fd, generic, size) != 0 || ::listen(fd, SOMAXCONN) != 0 ||
      ::getsockname(fd, generic, &size) != 0) {
    throw std::runtime_error("no port on loopback");
  }
  listening.port = ntohs(address.sin_port);
  return listening;
}

base::Descriptor connect_to_loopback(int port) {
  base::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = loopback(port);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return {};
  }
  send_small_pieces_at_once(socket.get());
  return socket;
}

void reset_when_closed(int socket) {
  const linger none{1, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &none, sizeof none);
}

LoopbackServer::LoopbackServer(Serve serve)
    : serve_(std::move(serve)), acceptor_([this] { accept_all(); }) {}

LoopbackServer::~LoopbackServer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const int socket : open_) ::shutdown(socket, SHUT_RDWR);
  }
  ::shutdown(listening_.socket.get(), SHUT_RDWR);  // ends accept()
  acceptor_.join();
}

void LoopbackServer::cut() {
  const std::lock_guard lock(mutex_);
  for (const int socket : open_) ::shutdown(socket, SHUT_RDWR);
}

void LoopbackServer::accept_all() {
  while (true) {
    base::Descriptor socket(::accept4(listening_.socket.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!socket && (errno == EINTR || errno == ECONNABORTED)) continue;
    if (!socket) return;
    served_.remove_if([](const Served& served) { return served.done.load(); });
    Served& served = served_.emplace_back();
    served.thread = std::jthread([this, &served, socket = std::move(socket)]() mutable {
      serve_one(std::move(socket), served);
    });
  }
}

void LoopbackServer::serve_one(base::Descriptor socket, Served& served) {
  send_small_pieces_at_once(socket.get());
  bool welcome = false;
  {
    const std::lock_guard lock(mutex_);
    welcome = !stopping_;
    if (welcome) open_.insert(socket.get());
  }
  if (welcome) serve_(socket.get());
  {
    const std::lock_guard lock(mutex_);
    open_.erase(socket.get());  // before it is closed: its number may come again
  }
  socket.reset();
  served.done = true;
}

}  // namespace linli::tests
