#include "kiosk/base/stop_on_signals.h"

#include <catch2/catch_test_macros.hpp>

#include <unistd.h>

#include <latch>

using namespace linli;

TEST_CASE("a signal that would end the program requests a stop instead") {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const base::StopOnSignals stopping;
    std::latch requested(1);
    const std::stop_callback told(stopping.token(), [&] { requested.count_down(); });
    REQUIRE(::kill(::getpid(), signal) == 0);
    requested.wait();  // a test that waits for ever is ended by ctest
    CHECK(stopping.token().stop_requested());
  }
}

TEST_CASE("without a signal nothing is stopped, and what was blocked before is as it was") {
  sigset_t before;
  pthread_sigmask(SIG_BLOCK, nullptr, &before);
  {
    const base::StopOnSignals stopping;
    CHECK_FALSE(stopping.token().stop_requested());
  }
  sigset_t after;
  pthread_sigmask(SIG_BLOCK, nullptr, &after);
  CHECK(sigismember(&after, SIGINT) == sigismember(&before, SIGINT));
}
