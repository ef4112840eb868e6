#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {

/// A finished request in nginx's own log.
struct LoggedRequest {
  std::string method, path, protocol;  // PUT /v1/… HTTP/2.0
  int status = 0;
  int connection = 0;  // its number
};

/// nginx with its WebDAV module as something like a centre: keeps what is PUT
/// as files, for clients with a certificate of the CA. It signs nothing, so
/// nothing it answers proves that an item was accepted.
class Nginx {
 public:
  struct Files {
    std::string ca, certificate, key;  // PEM
  };
  enum class Protocol { http_1, http_2 };

  static bool installed();

  /// Throws if it does not start.
  Nginx(const Files& files, Protocol protocol);

  /// https://localhost:PORT
  std::string address() const { return "https://localhost:" + std::to_string(port_); }
  int port() const { return port_; }
  /// The body of a finished PUT; empty if there was none.
  std::string stored(const std::string& path) const;
  std::vector<LoggedRequest> log() const;

 private:
  void write_configuration(Protocol protocol) const;

  TemporaryFolder folder_;
  int port_;
  std::optional<ChildProcess> server_;
};

}  // namespace linli::tests
