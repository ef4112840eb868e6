#include "kiosk/app/device_threads.h"

#include <catch2/catch_test_macros.hpp>
#include <future>

using namespace linli;
using namespace std::chrono_literals;

namespace {

/// Gives the events it is handed, then waits for the stop.
class ScriptedReader final : public drivers::IdCardReader {
 public:
  explicit ScriptedReader(int events) : left_(events) {}
  Expected<drivers::CardEvent, drivers::Stopped> next_event(std::stop_token stop) override {
    if (left_-- > 0) return drivers::CardEvent{drivers::card_event::Found{}};
    base::sleep_unless_stopped(stop, 1h);
    return unexpected(drivers::Stopped{});
  }

 private:
  int left_;
};

/// Gives pictures without end, or finds a code after some.
class ScriptedScanner final : public drivers::CodeScanner {
 public:
  explicit ScriptedScanner(std::optional<std::string> code) : code_(std::move(code)) {}
  Expected<std::string, drivers::ScanError> scan(
      std::stop_token stop,
      const std::function<void(drivers::PreviewFrame)>& on_frame) override {
    for (int i = 0; i < 3; ++i) on_frame({.width = 1, .height = 1, .rgb = {1, 2, 3}});
    if (code_) return *code_;
    base::sleep_unless_stopped(stop, 1h);
    return unexpected(drivers::ScanError::stopped);
  }

 private:
  std::optional<std::string> code_;
};

/// Ends at once, without a picture.
class EndingScanner final : public drivers::CodeScanner {
 public:
  Expected<std::string, drivers::ScanError> scan(
      std::stop_token, const std::function<void(drivers::PreviewFrame)>&) override {
    return end;
  }
  Expected<std::string, drivers::ScanError> end;  // changed between scans
};

void drain_until(base::TaskQueue& queue, const std::function<bool()>& done) {
  while (!done()) {
    REQUIRE(queue.wait_until(std::chrono::steady_clock::now() + 30s));
    queue.drain();
  }
}

}  // namespace

TEST_CASE("the reader's events arrive on the thread that drains the queue") {
  base::TaskQueue queue;
  int events = 0;
  const app::CardThread thread(std::make_unique<ScriptedReader>(3), queue,
                               [&](const drivers::CardEvent&) { ++events; });
  drain_until(queue, [&] { return events == 3; });
}

TEST_CASE("a job between events runs on the reader's thread, which then goes on") {
  base::TaskQueue queue;
  app::CardThread thread(std::make_unique<ScriptedReader>(0), queue, [](const auto&) {});
  for (int round = 0; round < 3; ++round) {
    std::promise<std::thread::id> ran_on;
    thread.run_between_events([&] { ran_on.set_value(std::this_thread::get_id()); });
    CHECK(ran_on.get_future().get() != std::this_thread::get_id());
  }
}

TEST_CASE("a scan shows pictures and ends with the code") {
  base::TaskQueue queue;
  app::CameraDesk desk(std::make_unique<ScriptedScanner>("code"), queue);
  int frames = 0;
  std::optional<std::string> found;
  desk.start([&](const auto&) { ++frames; }, [&](const auto& result) { found = *result; });
  drain_until(queue, [&] { return found.has_value(); });
  CHECK(found == "code");
  CHECK(frames >= 1);  // pictures that come faster than they are taken are dropped
}

TEST_CASE("the camera's health is what its last scan or picture said, and a stop says nothing") {
  using drivers::DeviceHealth;
  using drivers::ScanError;
  base::TaskQueue queue;
  auto scanner = std::make_unique<EndingScanner>();
  EndingScanner& camera = *scanner;
  app::CameraDesk desk(std::move(scanner), queue);
  CHECK(desk.health() == DeviceHealth::starting);
  using End = Expected<std::string, ScanError>;
  for (const auto& [end, health] :
       {std::pair{End(unexpected(ScanError::stopped)), DeviceHealth::starting},
        std::pair{End(unexpected(ScanError::no_camera)), DeviceHealth::missing},
        std::pair{End(unexpected(ScanError::stopped)), DeviceHealth::missing},
        std::pair{End(unexpected(ScanError::camera_failed)), DeviceHealth::failing},
        std::pair{End(std::string("code")), DeviceHealth::working}}) {
    camera.end = end;
    bool ended = false;
    desk.start([](const auto&) {}, [&](const auto&) { ended = true; });
    drain_until(queue, [&] { return ended; });
    CHECK(desk.health() == health);
  }
}

TEST_CASE("a camera that shows a picture works, before any code is found") {
  base::TaskQueue queue;
  app::CameraDesk desk(std::make_unique<ScriptedScanner>(std::nullopt), queue);
  bool shown = false;
  desk.start([&](const auto&) { shown = true; }, [](const auto&) {});
  drain_until(queue, [&] { return shown; });
  CHECK(desk.health() == drivers::DeviceHealth::working);
}

TEST_CASE("nothing of a stopped scan arrives later") {
  base::TaskQueue queue;
  app::CameraDesk desk(std::make_unique<ScriptedScanner>(std::nullopt), queue);
  bool called = false;
  desk.start([&](const auto&) { called = true; }, [&](const auto&) { called = true; });
  desk.stop();
  std::promise<void> idle;
  desk.run_when_idle([&] { idle.set_value(); });  // after the scan has really ended
  idle.get_future().wait();
  queue.drain();
  CHECK_FALSE(called);
}
