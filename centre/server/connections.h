#pragma once
#include <openssl/ssl.h>

#include <chrono>
#include <mutex>
#include <set>

namespace linli::centre {

/// The open TLS connections of a server. httplib bounds each read and write;
/// this bounds a whole handshake or request, so that a client that sends a byte
/// now and then holds no thread for long, and ends idle connections when the
/// server stops. Any thread.
///
/// A connection is here from its first byte of TLS until SSL_free, which comes
/// before its socket is closed: no other socket is ever meant by its number.
class Connections {
 public:
  /// `longest`: from the connection, or from the last answer, to the next answer.
  explicit Connections(std::chrono::milliseconds longest) : longest_(longest) {}

  /// The connections of this context are ours from now on; we outlive them.
  void watch(SSL_CTX& context);

  /// A request was answered: the next one has the whole time again. Null, which
  /// httplib has for requests that it refused early, does nothing.
  static void renew(const SSL* connection);

  /// Breaks off those that have taken too long.
  void close_overdue();

  /// Nothing more is read, also of connections to come: answers under way go
  /// out, everything else ends.
  void stop_reading();

  /// While it lives, connections that begin in this thread are broken off at once.
  class Refusal {
   public:
    Refusal();
    ~Refusal();
    Refusal(const Refusal&) = delete;
    Refusal& operator=(const Refusal&) = delete;
  };

 private:
  struct Connection;
  static int place();
  static void on_handshake(const SSL* connection, int where, int result);

  const std::chrono::milliseconds longest_;
  std::mutex mutex_;  // guards what follows, and what is in a Connection
  bool stopping_ = false;
  std::set<Connection*> open_;
};

}  // namespace linli::centre
