#include "kiosk/app/document_camera_thread.h"

#include <catch2/catch_test_macros.hpp>
#include <future>
#include <optional>

using namespace linli;
using namespace std::chrono_literals;

namespace {

/// Shows pictures without end, and takes the one that is wanted.
class ScriptedCamera final : public drivers::DocumentCamera {
 public:
  Expected<drivers::TakenPage, drivers::ScanError> photograph(
      std::stop_token stop, const std::function<void(drivers::PreviewFrame)>& on_frame,
      const std::function<bool()>& wanted) override {
    while (!stop.stop_requested()) {
      if (wanted()) {
        return drivers::TakenPage{std::make_shared<const domain::ScannedPage>(Bytes{7}), {}, true};
      }
      on_frame({.width = 1, .height = 1, .rgb = {1, 2, 3}});
      base::sleep_unless_stopped(stop, 1ms);
    }
    return unexpected(drivers::ScanError::stopped);
  }
};

/// Drains the queue until it is done, for 30 s at most.
void drain_until(base::TaskQueue& queue, const std::function<bool()>& done) {
  while (!done()) {
    REQUIRE(queue.wait_until(std::chrono::steady_clock::now() + 30s));
    queue.drain();
  }
}

/// Everything that the camera's thread has posted has run.
void settle(app::DocumentCameraThread& camera, base::TaskQueue& queue) {
  std::promise<void> idle;
  camera.run_when_idle([&] { idle.set_value(); });
  idle.get_future().get();
  queue.drain();
}

}  // namespace

TEST_CASE("pictures are shown until the page is taken, on the thread that drains the queue") {
  base::TaskQueue queue;
  app::DocumentCameraThread camera(std::make_unique<ScriptedCamera>(), queue);
  int frames = 0;
  std::optional<drivers::TakenPage> taken;
  camera.aim(
      [&](const auto&) {
        if (++frames == 3) camera.take();
      },
      [&](auto answer) { taken = std::move(*answer); });
  drain_until(queue, [&] { return taken.has_value(); });
  CHECK(frames >= 3);
  CHECK(taken->too_dark);
  CHECK(taken->page->jpeg().size() == 1);
}

TEST_CASE("nothing of a page that was given up comes later, and the next can be taken") {
  base::TaskQueue queue;
  app::DocumentCameraThread camera(std::make_unique<ScriptedCamera>(), queue);
  int late = 0;
  camera.aim([&](const auto&) { ++late; }, [&](const auto&) { ++late; });
  camera.stop();
  settle(camera, queue);
  CHECK(late == 0);
  bool taken = false;
  camera.aim([&](const auto&) { camera.take(); }, [&](const auto& answer) { taken = !!answer; });
  drain_until(queue, [&] { return taken; });
}

TEST_CASE("aiming anew gives up the page before it") {
  base::TaskQueue queue;
  app::DocumentCameraThread camera(std::make_unique<ScriptedCamera>(), queue);
  int first = 0;
  bool seen = false;
  camera.aim([&](const auto&) { ++first; }, [&](const auto&) { ++first; });
  camera.aim([&](const auto&) { seen = true; }, [](const auto&) {});
  drain_until(queue, [&] { return seen; });
  CHECK(first == 0);
}
