#include "kiosk/app/document_camera_thread.h"

#include <utility>

namespace linli::app {

/// One page. The callbacks belong to the UI thread and are dropped there by stop(), so that nothing
/// comes later.
struct DocumentCameraThread::Aim {
  std::stop_source stop;
  OnFrame on_frame;
  Done done;
  std::atomic<bool> wanted{false};
  std::atomic<bool> frame_waiting{false};  // the last picture has not been taken yet
};

DocumentCameraThread::DocumentCameraThread(std::unique_ptr<drivers::DocumentCamera> camera,
                                           base::TaskQueue& queue)
    : camera_(std::move(camera)), queue_(queue), worker_("documents") {}

DocumentCameraThread::~DocumentCameraThread() { stop(); }

void DocumentCameraThread::aim(OnFrame on_frame, Done done) {
  stop();
  auto aim = std::make_shared<Aim>();
  aim->on_frame = std::move(on_frame);
  aim->done = std::move(done);
  current_ = aim;
  worker_.post([this, aim](const std::stop_token& stopping) {
    const std::stop_callback forward(stopping, [&] { aim->stop.request_stop(); });
    auto taken = camera_->photograph(
        aim->stop.get_token(),
        [&](drivers::PreviewFrame frame) { post_frame(aim, std::move(frame)); },
        [&] { return aim->wanted.load(); });
    queue_.post([aim, result = std::move(taken)] {
      if (const auto done_now = std::exchange(aim->done, nullptr)) done_now(result);
    });
  });
}

void DocumentCameraThread::take() {
  if (current_) current_->wanted = true;
}

void DocumentCameraThread::stop() {
  if (!current_) return;
  current_->stop.request_stop();
  current_->on_frame = nullptr;
  current_->done = nullptr;
  current_.reset();
}

void DocumentCameraThread::run_when_idle(std::function<void()> job) {
  worker_.post([job = std::move(job)](const std::stop_token&) { job(); });
}

void DocumentCameraThread::post_frame(const std::shared_ptr<Aim>& aim,
                                      drivers::PreviewFrame frame) {
  // A slow screen gets fewer pictures, not a growing queue of them.
  if (aim->frame_waiting.exchange(true)) return;
  queue_.post([aim, shared = std::make_shared<const drivers::PreviewFrame>(std::move(frame))] {
    aim->frame_waiting = false;
    if (const auto on_frame = aim->on_frame) on_frame(shared);
  });
}

}  // namespace linli::app
