#pragma once
#include <atomic>
#include <memory>
#include <stop_token>

#include "kiosk/base/task_queue.h"
#include "kiosk/base/worker.h"
#include "kiosk/flow/page_desk.h"

namespace linli::app {

/// The document camera's thread, as the flows see it.
class DocumentCameraThread final : public flow::PageDesk {
 public:
  /// The queue must outlive the object.
  DocumentCameraThread(std::unique_ptr<drivers::DocumentCamera> camera, base::TaskQueue& queue);
  ~DocumentCameraThread() override;

  void aim(OnFrame on_frame, Done done) override;
  void take() override;
  void stop() override;
  /// Runs `job` on the camera's thread when nobody aims.
  void run_when_idle(std::function<void()> job);

 private:
  struct Aim;
  void post_frame(const std::shared_ptr<Aim>& aim, drivers::PreviewFrame frame);

  std::unique_ptr<drivers::DocumentCamera> camera_;
  base::TaskQueue& queue_;
  std::shared_ptr<Aim> current_;  // UI thread only
  base::Worker worker_;           // last: stops before what its jobs use
};

}  // namespace linli::app
