#pragma once
#include <signal.h>

namespace linli::base {

/// What asks a program of ours to end: SIGTERM, and SIGINT (Ctrl-C).
inline sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

/// Has them wait until somebody asks for them (sigwait, signalfd), in this
/// thread and in those it starts. Answers what was blocked before.
inline sigset_t block_ending_signals() {
  const sigset_t signals = ending_signals();
  sigset_t before;
  pthread_sigmask(SIG_BLOCK, &signals, &before);
  return before;
}

/// Writing to a peer that has gone is an error of the call that writes, and ends no program.
/// OpenSSL and libcurl leave that to the program.
inline void ignore_broken_pipes() { signal(SIGPIPE, SIG_IGN); }

}  // namespace linli::base
