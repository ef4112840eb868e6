#pragma once
#include <signal.h>

#include <stop_token>
#include <thread>

namespace linli::base {

/// While it lives, SIGINT, SIGTERM and SIGHUP request a stop instead of ending the program, so
/// that what has to be cleared away is. Made before other threads are, which inherit the mask.
class StopOnSignals {
 public:
  StopOnSignals();
  ~StopOnSignals();
  StopOnSignals(const StopOnSignals&) = delete;
  StopOnSignals& operator=(const StopOnSignals&) = delete;

  std::stop_token token() const { return stop_.get_token(); }

 private:
  std::stop_source stop_;
  sigset_t before_{};
  std::thread waiter_;
};

}  // namespace linli::base
