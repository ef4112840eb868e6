#pragma once
#include <atomic>
#include <functional>
#include <list>
#include <mutex>
#include <set>
#include <thread>

#include "kiosk/base/descriptor.h"

namespace linli::tests {

/// A TCP socket that listens on 127.0.0.1, on a port of the kernel's choice.
struct Listening {
  base::Descriptor socket;
  int port = 0;
};
Listening listen_on_loopback();

/// Connected, without delay for small pieces; invalid if nobody listens there.
base::Descriptor connect_to_loopback(int port);

/// Closing the socket will tell the peer nothing but a reset (RFC 9293 section 3.5.2).
void reset_when_closed(int socket);

/// Takes connections and serves each on a thread of its own. The destructor
/// shuts down what is still open and waits for every thread.
class LoopbackServer {
 public:
  /// `serve` borrows the socket and returns when it is done with it.
  using Serve = std::function<void(int socket)>;

  explicit LoopbackServer(Serve serve);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  int port() const { return listening_.port; }
  /// Shuts down what is open now; who comes later is served.
  void cut();

 private:
  struct Served {
    std::atomic<bool> done = false;
    std::jthread thread;
  };

  void accept_all();
  void serve_one(base::Descriptor socket, Served& served);

  Serve serve_;
  Listening listening_ = listen_on_loopback();
  std::mutex mutex_;
  std::set<int> open_;
  bool stopping_ = false;
  std::list<Served> served_;
  std::jthread acceptor_;  // last: starts when everything above exists
};

}  // namespace linli::tests
