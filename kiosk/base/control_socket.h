#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <system_error>

#include "kiosk/base/expected.h"

namespace linli::base {

/// A local command line into a running program: one line in, one line out, over
/// a Unix socket (mode 0600) that serves only the program's own user and root
/// (SO_PEERCRED). Lines are at most 1 MiB. Used by linlictl to ask the kiosk, by
/// tests to drive it, by people to drive the simulators.
class ControlServer {
 public:
  /// Answers one line. Runs on the connection's own thread; `stop` is requested
  /// when the server stops.
  using Handler = std::function<std::string(std::string_view line, std::stop_token stop)>;

  /// Replaces a stale socket file; refuses (address_in_use) one that answers.
  /// At most 8 connections at once; more are closed.
  static Expected<std::unique_ptr<ControlServer>, std::error_code> listen(
      const std::filesystem::path& path, Handler handler);

  virtual ~ControlServer() = default;
};

/// Sends one line and waits for the answer.
Expected<std::string, std::error_code> ask(const std::filesystem::path& path,
                                           std::string_view line,
                                           std::chrono::milliseconds timeout);

}  // namespace linli::base
