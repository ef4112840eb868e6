#include "kiosk/base/stop_on_signals.h"

#include "kiosk/base/ending_signals.h"

namespace linli::base {

StopOnSignals::StopOnSignals() {
  sigset_t signals = ending_signals();
  sigaddset(&signals, SIGHUP);  // the window, or the line to the machine, was closed
  pthread_sigmask(SIG_BLOCK, &signals, &before_);
  waiter_ = std::thread([signals, stop = stop_]() mutable {
    int signal = 0;
    sigwait(&signals, &signal);
    stop.request_stop();
  });
}

StopOnSignals::~StopOnSignals() {
  pthread_kill(waiter_.native_handle(), SIGTERM);  // ends its waiting, if nothing else did
  waiter_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace linli::base
