#include "kiosk/app/device_threads.h"

#include <pthread.h>

#include <utility>

namespace linli::app {

CardThread::CardThread(std::unique_ptr<drivers::IdCardReader> reader, base::TaskQueue& queue,
                       std::function<void(const drivers::CardEvent&)> on_event)
    : reader_(std::move(reader)),
      queue_(queue),
      on_event_(std::move(on_event)),
      thread_([this](const std::stop_token& stop) { watch(stop); }) {
  pthread_setname_np(thread_.native_handle(), "id-card");
}

void CardThread::run_between_events(std::function<void()> job) {
  const std::lock_guard lock(mutex_);
  between_events_ = std::move(job);
  interrupt_.request_stop();
}

void CardThread::watch(const std::stop_token& stop) {
  const std::stop_callback forward(stop, [this] {
    const std::lock_guard lock(mutex_);
    interrupt_.request_stop();
  });
  while (!stop.stop_requested()) {
    std::stop_token interrupted;
    {
      const std::lock_guard lock(mutex_);
      interrupted = interrupt_.get_token();
    }
    if (auto event = reader_->next_event(interrupted)) {
      queue_.post([this, shown = std::move(*event)] { on_event_(shown); });
      continue;
    }
    std::function<void()> job;
    {
      const std::lock_guard lock(mutex_);
      job = std::exchange(between_events_, nullptr);
      if (!stop.stop_requested()) interrupt_ = std::stop_source{};
    }
    if (job) job();
  }
}

namespace {

/// What a scan's end says of the camera; that it was stopped says nothing.
drivers::DeviceHealth health_after(const Expected<std::string, drivers::ScanError>& result,
                                   drivers::DeviceHealth before) {
  if (result) return drivers::DeviceHealth::working;
  switch (result.error()) {
    case drivers::ScanError::stopped:
      return before;
    case drivers::ScanError::no_camera:
      return drivers::DeviceHealth::missing;
    case drivers::ScanError::camera_busy:
    case drivers::ScanError::camera_failed:
      return drivers::DeviceHealth::failing;
  }
  return before;
}

}  // namespace

/// One scan. The callbacks belong to the UI thread and are dropped there by
/// stop(), so that nothing of a scan comes later.
struct CameraDesk::Scan {
  std::stop_source stop;
  std::function<void(std::shared_ptr<const drivers::PreviewFrame>)> on_frame;
  std::function<void(Expected<std::string, drivers::ScanError>)> done;
  std::atomic<bool> frame_waiting{false};  // the last picture has not been taken yet
};

CameraDesk::CameraDesk(std::unique_ptr<drivers::CodeScanner> scanner, base::TaskQueue& queue)
    : scanner_(std::move(scanner)), queue_(queue), worker_("camera") {}

CameraDesk::~CameraDesk() { stop(); }

void CameraDesk::start(std::function<void(std::shared_ptr<const drivers::PreviewFrame>)> on_frame,
                       std::function<void(Expected<std::string, drivers::ScanError>)> done) {
  stop();
  auto scan = std::make_shared<Scan>();
  scan->on_frame = std::move(on_frame);
  scan->done = std::move(done);
  current_ = scan;
  worker_.post([this, scan](const std::stop_token& stopping) {
    const std::stop_callback forward(stopping, [&] { scan->stop.request_stop(); });
    auto found = scanner_->scan(scan->stop.get_token(), [&](drivers::PreviewFrame frame) {
      post_frame(scan, std::move(frame));
    });
    queue_.post([scan, health = health_, result = std::move(found)] {
      *health = health_after(result, *health);
      if (const auto done_now = std::exchange(scan->done, nullptr)) done_now(result);
    });
  });
}

void CameraDesk::stop() {
  if (!current_) return;
  current_->stop.request_stop();
  current_->on_frame = nullptr;
  current_->done = nullptr;
  current_.reset();
}

void CameraDesk::run_when_idle(std::function<void()> job) {
  worker_.post([job = std::move(job)](const std::stop_token&) { job(); });
}

void CameraDesk::post_frame(const std::shared_ptr<Scan>& scan, drivers::PreviewFrame frame) {
  // A slow screen gets fewer pictures, not a growing queue of them.
  if (scan->frame_waiting.exchange(true)) return;
  auto shared = std::make_shared<const drivers::PreviewFrame>(std::move(frame));
  queue_.post([scan, health = health_, shared = std::move(shared)] {
    *health = drivers::DeviceHealth::working;
    scan->frame_waiting = false;
    if (const auto on_frame = scan->on_frame) on_frame(shared);
  });
}

}  // namespace linli::app
