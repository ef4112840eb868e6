#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "centre/server/api.h"

namespace linli::centre {

/// The API over HTTPS: TLS 1.2 or later, a client certificate where the client
/// has one (from our CA, or the handshake fails), a bounded number of threads,
/// limits on sizes and times. Stops when destroyed: no new connections, calls
/// under way are answered, idle connections end.
class HttpsServer {
 public:
  struct Limits {
    std::size_t threads =
        64;  // connections that are served at a time; a busy terminal has up to sixteen
    std::size_t waiting = 64;  // further ones that wait for a thread; more are closed
    /// From the connection, or the last answer, to the next answer. Enough for
    /// the largest body, 0.6 MB, over a line of 100 kbit/s.
    std::chrono::milliseconds whole_request = std::chrono::seconds{60};
  };
  struct Options {
    std::string host;  // 127.0.0.1, ::1, 0.0.0.0
    int port = 0;      // 0: the kernel chooses
    Limits limits{};
  };
  /// `api` must outlive it. The error is for the administrator.
  static Expected<std::unique_ptr<HttpsServer>, std::string> start(Api& api,
                                                                   const TlsIdentity& identity,
                                                                   const Options& options);
  virtual ~HttpsServer() = default;
  virtual int port() const = 0;
};

}  // namespace linli::centre
