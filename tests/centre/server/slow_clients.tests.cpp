/// Clients that are slow, many or idle, against a real server on loopback.
#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>

#include <catch2/catch_test_macros.hpp>
#include <memory>

#include "kiosk/base/descriptor.h"
#include "tests/centre/server/centre_fixture.h"
#include "tests/centre/server/program.h"

using namespace linli;
using namespace linli::centre::tests;
using namespace std::chrono_literals;

namespace {

/// A TCP connection to the centre on loopback.
class Connection {
 public:
  explicit Connection(const std::string& address) {
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    where.sin_port =
        htons(static_cast<in_port_t>(std::stoi(address.substr(address.rfind(':') + 1))));
    REQUIRE(::connect(socket_.get(), reinterpret_cast<sockaddr*>(&where), sizeof where) == 0);
  }
  int socket() const { return socket_.get(); }
  bool send(std::string_view bytes) const {
    return ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) >= 0;
  }
  /// Something can be read, or the other side is gone.
  bool stirs_within(std::chrono::milliseconds time) const {
    pollfd wait{socket_.get(), POLLIN, 0};
    return ::poll(&wait, 1, static_cast<int>(time.count())) > 0;
  }

 private:
  base::Descriptor socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
};

/// TLS over it, which believes every centre.
class TlsConnection {
 public:
  explicit TlsConnection(const std::string& address) : connection_(address) {
    SSL_set_fd(tls_.get(), connection_.socket());
    REQUIRE(SSL_connect(tls_.get()) == 1);
  }
  bool send(std::string_view bytes) const {
    return SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
  }
  /// The head and body of a short answer; empty when the connection is gone.
  std::string get(std::string_view path) const {
    send("GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    std::string answer;
    while (answer.find("\r\n\r\n{") == std::string::npos || !answer.ends_with('}')) {
      std::array<char, 4096> block{};
      const int count = SSL_read(tls_.get(), block.data(), block.size());
      if (count <= 0) return {};
      answer.append(block.data(), static_cast<std::size_t>(count));
    }
    return answer;
  }
  bool stirs_within(std::chrono::milliseconds time) const { return connection_.stirs_within(time); }

 private:
  template <class T, void (*Free)(T*)>
  struct Freer {
    void operator()(T* value) const { Free(value); }
  };
  Connection connection_;
  std::unique_ptr<SSL_CTX, Freer<SSL_CTX, SSL_CTX_free>> context_{SSL_CTX_new(TLS_client_method())};
  std::unique_ptr<SSL, Freer<SSL, SSL_free>> tls_{SSL_new(context_.get())};
};

/// Sends a byte at a time until the other side has enough; false if it never has.
template <class AnyConnection>
bool is_broken_off_while_dripping(const AnyConnection& connection) {
  for (int i = 0; i < 1000; ++i) {
    if (connection.stirs_within(20ms) || !connection.send(" ")) return true;
  }
  return false;
}

/// A new connection is kept waiting, not closed, before `other` is done.
bool finds_a_place(const std::string& address, const Connection& other) {
  while (!other.stirs_within(0ms)) {
    const Connection connection(address);
    if (!connection.stirs_within(200ms)) return true;
  }
  return false;
}

constexpr std::string_view kHeadOfLongBody =
    "POST /v1/terminals HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n";

}  // namespace

TEST_CASE("a client that drips its handshake or its request is broken off") {
  CentreFixture hall({.whole_request = 2s});
  const Connection handshake(hall.running().address());
  handshake.send(std::string_view("\x16\x03\x01\x3f\xff", 5));  // a record of 16,383 bytes follows
  CHECK(is_broken_off_while_dripping(handshake));
  const TlsConnection request(hall.running().address());
  request.send(kHeadOfLongBody);
  CHECK(is_broken_off_while_dripping(request));
  CHECK(hall.curl().get("/").status == 404);
}

TEST_CASE("a kept connection lives on while each of its requests is quick") {
  CentreFixture hall({.whole_request = 1s});
  const TlsConnection connection(hall.running().address());
  const auto end = std::chrono::steady_clock::now() + 1500ms;
  while (std::chrono::steady_clock::now() < end) {
    REQUIRE(connection.get("/").starts_with("HTTP/1.1 404"));
    CHECK_FALSE(connection.stirs_within(50ms));
  }
}

TEST_CASE("connections beyond those that may wait are closed, and others are served afterwards") {
  CentreFixture hall({.threads = 1, .waiting = 2, .whole_request = 3s});
  const TlsConnection served(hall.running().address());  // has the thread while it is kept
  const Connection first(hall.running().address());
  const Connection second(hall.running().address());
  const Connection third(hall.running().address());
  CHECK(third.stirs_within(20s));
  CHECK_FALSE(first.stirs_within(0ms));
  CHECK_FALSE(second.stirs_within(0ms));
  CHECK(served.stirs_within(20s));
  CHECK(finds_a_place(hall.running().address(), first));
  CHECK(first.stirs_within(20s));
  CHECK(second.stirs_within(20s));
  CHECK(hall.curl().get("/").status == 404);
}

TEST_CASE("a centre stops at once, whoever is still connected") {
  Program centre;
  centre.start();
  const TlsConnection kept(centre.address());
  REQUIRE(kept.get("/").starts_with("HTTP/1.1 404"));
  const TlsConnection sending(centre.address());
  sending.send(kHeadOfLongBody);
  const Connection silent(centre.address());
  const auto begin = std::chrono::steady_clock::now();
  CHECK(centre.stop(SIGTERM) == 0);
  // Kept connections would last 5 s, half requests 10 s; 3 s allow for a loaded machine.
  CHECK(std::chrono::steady_clock::now() - begin < 3s);
  CHECK(kept.stirs_within(0ms));
}
