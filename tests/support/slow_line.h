#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

#include "tests/support/loopback_socket.h"

namespace linli::tests {

/// What a line does to every byte, each way.
struct LineSpeed {
  std::chrono::milliseconds round_trip{0};  // half of it each way
  std::int64_t bits_per_second = 0;         // of all connections together, each way; 0: no limit
};

/// A line to a port on loopback with a delay and a rate, for any number of
/// connections. It carries bytes and looks into none, so TLS and whatever HTTP
/// the two ends speak stay theirs. What is on its way when the object goes is lost.
class SlowLine {
 public:
  SlowLine(int to_port, LineSpeed speed);

  int port() const { return server_.port(); }
  /// Cuts every connection, wherever it is.
  void cut() { server_.cut(); }
  /// Bytes carried so far, towards `to_port` and back.
  std::uint64_t bytes_there() const { return there_.bytes; }
  std::uint64_t bytes_back() const { return back_.bytes; }

 private:
  using Clock = std::chrono::steady_clock;

  /// One direction, shared by all connections.
  struct Lane {
    std::mutex mutex;
    Clock::time_point free_at{};
    std::atomic<std::uint64_t> bytes = 0;
  };

  void serve(int socket);
  void carry(int from, int to, Lane& lane) const;
  /// Takes its place on the lane; when its last bit arrives.
  Clock::time_point arrival(Lane& lane, std::size_t bytes) const;
  static Clock::time_point free_at(Lane& lane);

  int to_port_;
  LineSpeed speed_;
  Lane there_, back_;
  LoopbackServer server_{[this](int socket) { serve(socket); }};  // last: stops first
};

}  // namespace linli::tests
