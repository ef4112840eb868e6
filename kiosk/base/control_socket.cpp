#include "kiosk/base/control_socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <list>
#include <optional>
#include <thread>

#include "kiosk/base/descriptor.h"

namespace linli::base {
namespace {

constexpr std::size_t kLongestLine = 1 << 20;
constexpr std::size_t kMostConnections = 8;
constexpr int kPollMs = 200;  // how soon a stop is noticed

std::error_code last_error() { return {errno, std::generic_category()}; }

std::optional<sockaddr_un> address_of(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.native().size() >= sizeof address.sun_path) return std::nullopt;
  std::memcpy(address.sun_path, path.c_str(), path.native().size());
  return address;
}

Descriptor open_socket() { return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)); }

Expected<Descriptor, std::error_code> connect_to(const std::filesystem::path& path) {
  const auto address = address_of(path);
  if (!address) return unexpected(std::make_error_code(std::errc::filename_too_long));
  Descriptor socket = open_socket();
  if (!socket || ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&*address),
                           sizeof *address) != 0) {
    return unexpected(last_error());
  }
  return socket;
}

bool allowed_peer(int connection) {
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
         (peer.uid == 0 || peer.uid == ::geteuid());
}

/// Waits until `fd` can be read; false on stop or hang-up with nothing to read.
bool wait_readable(int fd, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    pollfd wait{fd, POLLIN, 0};
    if (::poll(&wait, 1, kPollMs) > 0) return true;
  }
  return false;
}

bool send_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t sent = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

class Server final : public ControlServer {
 public:
  Server(std::filesystem::path path, Descriptor listener, Handler handler)
      : path_(std::move(path)),
        listener_(std::move(listener)),
        handler_(std::move(handler)),
        acceptor_([this](const std::stop_token& stop) { accept_connections(stop); }) {}

  ~Server() override {
    acceptor_.request_stop();
    acceptor_.join();
    connections_.clear();
    ::unlink(path_.c_str());
  }

 private:
  struct Connection {
    std::atomic<bool> done{false};
    std::jthread thread;
  };

  void accept_connections(const std::stop_token& stop) {
    while (wait_readable(listener_.get(), stop)) {
      Descriptor client(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
      connections_.remove_if([](const Connection& c) { return c.done.load(); });
      if (!client || !allowed_peer(client.get()) || connections_.size() >= kMostConnections) {
        continue;
      }
      Connection& connection = connections_.emplace_back();
      connection.thread = std::jthread(
          [this, &connection, socket = std::move(client)](const std::stop_token& stopped) {
            serve(socket.get(), stopped);
            connection.done = true;
          });
    }
  }

  void serve(int socket, const std::stop_token& stop) {
    std::string pending;
    char block[4096];
    while (wait_readable(socket, stop)) {
      const ssize_t count = ::recv(socket, block, sizeof block, 0);
      if (count <= 0) return;
      pending.append(block, static_cast<std::size_t>(count));
      explicit_bzero(block, sizeof block);  // a line may hold a PIN
      for (auto end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
        const std::string answer = handler_(std::string_view(pending).substr(0, end), stop);
        explicit_bzero(pending.data(), end);
        pending.erase(0, end + 1);
        if (!send_all(socket, answer + '\n')) return;
      }
      if (pending.size() > kLongestLine) return;
    }
  }

  std::filesystem::path path_;
  Descriptor listener_;
  Handler handler_;
  std::list<Connection> connections_;
  std::jthread acceptor_;  // last: starts when everything above exists
};

Expected<Descriptor, std::error_code> bind_and_listen(const std::filesystem::path& path) {
  const auto address = address_of(path);
  if (!address) return unexpected(std::make_error_code(std::errc::filename_too_long));
  if (connect_to(path)) return unexpected(std::make_error_code(std::errc::address_in_use));
  ::unlink(path.c_str());
  Descriptor socket = open_socket();
  // The mode of the socket file comes from fchmod before bind (Linux): no
  // moment exists in which others could connect.
  if (!socket || ::fchmod(socket.get(), 0600) != 0 ||
      ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0 ||
      ::listen(socket.get(), 8) != 0) {
    return unexpected(last_error());
  }
  return socket;
}

/// Waits until the deadline for readable data; an error code says why not.
std::error_code wait_until_readable(int fd, std::chrono::steady_clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(
      deadline - std::chrono::steady_clock::now());
  pollfd wait{fd, POLLIN, 0};
  const int ready = ::poll(&wait, 1, std::max(0, static_cast<int>(left.count())));
  if (ready > 0) return {};
  return ready == 0 ? std::make_error_code(std::errc::timed_out) : last_error();
}

}  // namespace

Expected<std::unique_ptr<ControlServer>, std::error_code> ControlServer::listen(
    const std::filesystem::path& path, Handler handler) {
  auto socket = bind_and_listen(path);
  if (!socket) return unexpected(socket.error());
  return std::make_unique<Server>(path, std::move(*socket), std::move(handler));
}

Expected<std::string, std::error_code> ask(const std::filesystem::path& path,
                                           std::string_view line,
                                           std::chrono::milliseconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  const auto socket = connect_to(path);
  if (!socket) return unexpected(socket.error());
  if (!send_all(socket->get(), line) || !send_all(socket->get(), "\n")) {
    return unexpected(last_error());
  }
  std::string answer;
  char block[4096];
  while (answer.empty() || answer.back() != '\n') {
    if (const auto error = wait_until_readable(socket->get(), deadline)) return unexpected(error);
    const ssize_t count = ::recv(socket->get(), block, sizeof block, 0);
    if (count < 0) return unexpected(last_error());
    if (count == 0) return unexpected(std::make_error_code(std::errc::connection_reset));
    answer.append(block, static_cast<std::size_t>(count));
    if (answer.size() > 64 * kLongestLine) {
      return unexpected(std::make_error_code(std::errc::message_size));
    }
  }
  answer.pop_back();
  return answer;
}

}  // namespace linli::base
