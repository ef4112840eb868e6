#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>

#include "kiosk/base/descriptor.h"
#include "tests/support/fault_plan.h"
#include "tests/support/tls_stream.h"

namespace linli::tests {

/// Answers that wait for others to pass them.
class PassingPlace {
 public:
  /// An answer goes by.
  void pass();
  /// Waits until one does, or 50 ms.
  void wait_for_another();
  int overtaken() const { return overtaken_; }

 private:
  std::mutex mutex_;
  std::condition_variable passed_;
  int answers_ = 0;
  std::atomic<int> overtaken_ = 0;
};

/// Requests of one terminal that the centre gets once more, after later ones.
class LateCopies {
 public:
  void keep(std::string request, std::size_t after_requests);
  /// A request goes by: the copies whose time has come.
  std::deque<std::string> next();

 private:
  struct Copy {
    std::string request;
    std::size_t after_requests;
  };
  std::mutex mutex_;
  std::deque<Copy> copies_;
};

/// What the connections of a proxy share; everything is safe from any thread.
struct ProxyShared {
  FaultPlan& plan;
  int centre_port;
  PassingPlace passing_place;
  std::atomic<int> answered = 0;
};

/// One connection of a terminal, with the one to the centre behind it.
class ProxiedConnection {
 public:
  ProxiedConnection(ProxyShared& shared, TlsStream terminal, int terminal_socket,
                    SSL_CTX& towards_centre, LateCopies& copies)
      : shared_(shared),
        terminal_(std::move(terminal)),
        terminal_socket_(terminal_socket),
        towards_centre_(towards_centre),
        copies_(copies) {}

  /// One request and its answer; false when the connection is over.
  bool exchange();

 private:
  struct Upstream {
    base::Descriptor socket;
    TlsStream stream;
  };

  bool exchange(Fault fault, const std::string& request);
  bool cut_request(std::string request, std::size_t rest);
  bool cut_response(const std::string& answer);
  bool answer_with(std::string_view answer);
  bool pass_on(const std::optional<std::string>& answer);
  bool exchange_throttled(const std::string& request);
  std::optional<Upstream> connect() const;
  /// Over the kept connection; over a new one where that has ended meanwhile.
  std::optional<std::string> ask_centre(const std::string& request);
  std::optional<std::string> ask(Upstream& upstream, const std::string& request);
  void ask_twice_at_once(const std::string& request, std::optional<std::string>& answer);
  void send_late_copies();

  ProxyShared& shared_;
  TlsStream terminal_;
  int terminal_socket_;
  SSL_CTX& towards_centre_;
  LateCopies& copies_;
  std::optional<Upstream> upstream_;
};

}  // namespace linli::tests
