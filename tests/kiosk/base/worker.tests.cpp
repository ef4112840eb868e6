#include "kiosk/base/worker.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <future>
#include <thread>

#include "kiosk/base/task_queue.h"

using namespace linli::base;
using namespace std::chrono_literals;

TEST_CASE("a worker runs its jobs in order and posts results to the queue") {
  TaskQueue queue;
  std::string order;
  {
    Worker worker("test");
    std::promise<void> done;
    worker.post([&](std::stop_token) { queue.post([&] { order += 'a'; }); });
    worker.post([&](std::stop_token) { queue.post([&] { order += 'b'; }); });
    worker.post([&](std::stop_token) { done.set_value(); });
    done.get_future().wait();
  }
  CHECK(order.empty());  // nothing runs but where the queue is drained
  CHECK(queue.drain() == 2);
  CHECK(order == "ab");
}

TEST_CASE("stopping a worker interrupts the job that runs and drops those that wait") {
  bool dropped = true;
  {
    Worker worker("test");
    std::promise<void> running;
    worker.post([&](const std::stop_token& stop) {
      running.set_value();
      CHECK_FALSE(sleep_unless_stopped(stop, 1h));
    });
    worker.post([&](std::stop_token) { dropped = false; });
    running.get_future().wait();
  }
  CHECK(dropped);
}

TEST_CASE("a post wakes a waiting queue") {
  TaskQueue queue;
  int woken = 0;
  queue.on_post([&] { ++woken; });
  {
    const std::jthread poster([&] { queue.post([] {}); });
    CHECK(queue.wait_until(std::chrono::steady_clock::now() + 1h));
  }
  CHECK(woken == 1);
}

TEST_CASE("what woke a loop is not called any more once it was taken away, nor still running") {
  TaskQueue queue;
  std::atomic<bool> inside = false;
  std::atomic<int> woken = 0;
  queue.on_post([&] {
    inside = true;
    ++woken;
    std::this_thread::yield();
    inside = false;
  });
  {
    const std::jthread poster([&](const std::stop_token& stop) {
      while (!stop.stop_requested()) queue.post([] {});
    });
    while (woken < 100) std::this_thread::yield();
    queue.on_post(nullptr);
    CHECK_FALSE(inside);
    const int before = woken;
    for (int i = 0; i < 100; ++i) queue.post([] {});
    CHECK(woken == before);
  }
}

TEST_CASE("a queue with nothing posted waits only until the deadline") {
  TaskQueue queue;
  CHECK_FALSE(queue.wait_until(std::chrono::steady_clock::now()));
}
