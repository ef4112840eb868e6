#include "kiosk/base/run_program.h"

#include <catch2/catch_test_macros.hpp>
#include <thread>

using namespace linli::base;
using namespace std::chrono_literals;

TEST_CASE("a program gets its input and its answer comes back") {
  CHECK(run_program({"cat"}, "store key", 100, 10s) == "store key");
  CHECK(run_program({"printf", "%s", "a b $HOME"}, "", 100, 10s) == "a b $HOME");
}

TEST_CASE("a program that is not there, fails, says too much or hangs is an error") {
  CHECK(run_program({"no-such-program-of-linli"}, "", 100, 10s).error() ==
        std::errc::no_such_file_or_directory);
  CHECK(run_program({"false"}, "", 100, 10s).error() == std::errc::io_error);
  CHECK(run_program({"printf", "12345"}, "", 4, 10s).error() == std::errc::file_too_large);
  CHECK(run_program({"sleep", "60"}, "", 100, 20ms).error() == std::errc::timed_out);
}

TEST_CASE("a program that has said all and lives on is ended as well") {
  const auto begun = std::chrono::steady_clock::now();
  CHECK(run_program({"sh", "-c", "exec sleep 3600 >&- <&-"}, "", 100, 50ms).error() ==
        std::errc::timed_out);
  CHECK(std::chrono::steady_clock::now() - begun < 1h);
}

TEST_CASE("a program that is stopped does not go on, nor what it has started") {
  for (const char* script : {"exec sleep 3600", "sleep 3600", "exec sleep 3600 >&- <&-"}) {
    CAPTURE(script);
    std::stop_source source;
    std::jthread stopper([&] { source.request_stop(); });
    CHECK(run_program({"sh", "-c", script}, "", 100, 1h, source.get_token()).error() ==
          std::errc::operation_canceled);
  }
}
