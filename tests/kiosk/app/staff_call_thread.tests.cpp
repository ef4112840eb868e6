#include "kiosk/app/staff_call_thread.h"

#include <catch2/catch_test_macros.hpp>

using namespace linli;
using namespace std::chrono_literals;
using drivers::CallError;
using drivers::CallReason;

namespace {

/// Takes every call, one fails, or hangs until it is stopped.
class TestPager final : public drivers::StaffCall {
 public:
  struct Heard {
    std::atomic<int> calls{0};
    std::atomic<bool> hangs{false};
    std::atomic<bool> works{true};
  };
  explicit TestPager(Heard& heard) : heard_(heard) {}

  Expected<void, CallError> look(std::stop_token) override { return {}; }
  Expected<void, CallError> call(CallReason, std::stop_token stop) override {
    ++heard_.calls;
    heard_.calls.notify_all();
    if (heard_.hangs) {
      base::sleep_unless_stopped(stop, 60s);
      return unexpected(CallError::stopped);
    }
    if (heard_.works) return {};
    return unexpected(CallError::not_taken);
  }

 private:
  Heard& heard_;
};

struct Hall {
  void drain_until(const std::function<bool()>& done) {
    while (!done()) {
      REQUIRE(queue.wait_until(std::chrono::steady_clock::now() + 30s));
      queue.drain();
    }
  }
  app::StaffCallThread start() { return {std::make_unique<TestPager>(heard), queue}; }

  base::TaskQueue queue;
  TestPager::Heard heard;
};

}  // namespace

TEST_CASE("every call is made, in order, and whoever called is told") {
  Hall hall;
  auto staff = hall.start();
  std::vector<bool> told;
  staff.call(CallReason::help, [&](bool taken) { told.push_back(taken); });
  hall.drain_until([&] { return told.size() == 1; });
  hall.heard.works = false;
  staff.call(CallReason::help, [&](bool taken) { told.push_back(taken); });
  staff.call(CallReason::emergency, [&](bool taken) { told.push_back(taken); });
  hall.drain_until([&] { return told.size() == 3; });
  CHECK(told == std::vector{true, false, false});
  CHECK(hall.heard.calls == 3);
}

TEST_CASE("a terminal that ends does not wait for a call, and tells nobody") {
  Hall hall;
  hall.heard.hangs = true;
  {
    auto staff = hall.start();
    staff.call(CallReason::emergency, [](bool) { FAIL("told"); });
    hall.heard.calls.wait(0);
  }
  hall.queue.drain();
  CHECK(hall.heard.calls == 1);
}
