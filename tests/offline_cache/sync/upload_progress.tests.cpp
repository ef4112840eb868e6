#include "offline_cache/sync/upload_progress.h"

#include <catch2/catch_test_macros.hpp>

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

/// Somebody who looks at the queue every second.
struct Watcher {
  UploadProgress progress;
  base::SteadyTime now{};
  std::size_t held_back = 0;

  DayOverview look(std::size_t bytes, std::size_t sent, std::chrono::milliseconds later = 1s) {
    now += later;
    DayOverview overview;
    overview.bytes = bytes;
    overview.bytes_sent = sent;
    overview.bytes_held_back = held_back;
    progress.add_to(overview, now);
    return overview;
  }
};

}  // namespace

TEST_CASE("nothing is said of the time before two seconds of it are known") {
  Watcher watcher;
  CHECK_FALSE(watcher.look(10'000, 0).time_left);
  CHECK_FALSE(watcher.look(10'000, 1'000).time_left);
  const auto known = watcher.look(10'000, 2'000);
  CHECK(known.time_left == 8s);
  CHECK(known.bytes_per_second == 1'000);
}

TEST_CASE("the rate is that of the last ten seconds") {
  Watcher watcher;
  for (int i = 0; i <= 20; ++i) watcher.look(100'000, static_cast<std::size_t>(i) * 4'000);
  DayOverview last;
  for (int i = 1; i <= 10; ++i)
    last = watcher.look(100'000, 80'000 + static_cast<std::size_t>(i) * 100);
  CHECK(last.bytes_per_second == 100);
  CHECK(last.time_left == 190s);
}

TEST_CASE("where nothing moves the time is not known, however fast it was before") {
  Watcher watcher;
  for (int i = 0; i <= 5; ++i) watcher.look(10'000, static_cast<std::size_t>(i) * 1'000);
  DayOverview last;
  for (int i = 0; i < 10; ++i) last = watcher.look(10'000, 5'000);
  CHECK_FALSE(last.time_left);
  CHECK(last.bytes_per_second == 0);
  CHECK(last.bytes_sent == 5'000);
}

TEST_CASE("what was accepted meanwhile counts as sent") {
  Watcher watcher;
  watcher.look(10'000, 0);
  watcher.look(7'000, 0);  // an item has left the queue
  const auto last = watcher.look(4'000, 1'000);
  CHECK(last.bytes == 10'000);
  CHECK(last.bytes_sent == 7'000);
  CHECK(last.time_left == 1s);
}

TEST_CASE("what goes to staff meanwhile was not sent, and is none of the rate") {
  Watcher watcher;
  watcher.look(10'000, 0);
  watcher.look(10'000, 1'000);
  watcher.held_back = 4'000;  // an item of 5'000, a fifth of which was sent, is in quarantine
  const auto last = watcher.look(5'000, 1'000);
  CHECK(last.bytes == 6'000);
  CHECK(last.bytes_sent == 2'000);
  CHECK(last.bytes_per_second == 1'000);
  CHECK(last.time_left == 4s);
  watcher.held_back = 0;  // staff have it tried again
  const auto again = watcher.look(10'000, 3'000);
  CHECK(again.bytes - again.bytes_sent == 7'000);
}

TEST_CASE("what is handed in meanwhile is one more thing to send") {
  Watcher watcher;
  watcher.look(10'000, 0);
  const auto last = watcher.look(30'000, 2'000);
  CHECK(last.bytes == 30'000);
  CHECK(last.bytes_sent == 2'000);
  CHECK_FALSE(watcher.look(30'000, 3'000).time_left);  // more is left than two seconds ago
}

TEST_CASE("an empty queue, or a while in which nobody looked, begins anew") {
  Watcher watcher;
  watcher.look(10'000, 0);
  CHECK(watcher.look(0, 0).bytes == 0);
  CHECK(watcher.look(500, 100).bytes == 500);
  const auto after = watcher.look(400, 100, 6s);
  CHECK(after.bytes == 400);
  CHECK(after.bytes_sent == 100);
  CHECK_FALSE(after.time_left);
}

TEST_CASE("a line so slow that it takes longer than a day has no time to be told") {
  Watcher watcher;
  watcher.look(10'000'000, 0);
  watcher.look(10'000'000, 0);
  const auto last = watcher.look(10'000'000, 1);
  CHECK_FALSE(last.time_left);
}
