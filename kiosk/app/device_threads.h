#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "drivers/api/code_scanner.h"
#include "drivers/api/id_card_reader.h"
#include "kiosk/base/task_queue.h"
#include "kiosk/base/worker.h"
#include "kiosk/flow/visit.h"

namespace linli::app {

/// The ID card reader's thread: waits for events and posts them to the UI thread.
class CardThread {
 public:
  CardThread(std::unique_ptr<drivers::IdCardReader> reader, base::TaskQueue& queue,
             std::function<void(const drivers::CardEvent&)> on_event);
  /// Runs `job` on the reader's thread between two events.
  void run_between_events(std::function<void()> job);

 private:
  void watch(const std::stop_token& stop);

  std::unique_ptr<drivers::IdCardReader> reader_;
  base::TaskQueue& queue_;
  std::function<void(const drivers::CardEvent&)> on_event_;
  std::mutex mutex_;
  std::function<void()> between_events_;
  std::stop_source interrupt_;
  std::jthread thread_;  // last: runs with everything above in place
};

/// The camera's thread, as the flows see it.
class CameraDesk final : public flow::ScanDesk {
 public:
  CameraDesk(std::unique_ptr<drivers::CodeScanner> scanner, base::TaskQueue& queue);
  ~CameraDesk() override;

  void start(std::function<void(std::shared_ptr<const drivers::PreviewFrame>)> on_frame,
             std::function<void(Expected<std::string, drivers::ScanError>)> done) override;
  void stop() override;
  drivers::DeviceHealth health() const override { return *health_; }
  /// Runs `job` on the camera's thread when no scan runs.
  void run_when_idle(std::function<void()> job);

 private:
  struct Scan;
  void post_frame(const std::shared_ptr<Scan>& scan, drivers::PreviewFrame frame);

  std::unique_ptr<drivers::CodeScanner> scanner_;
  base::TaskQueue& queue_;
  std::shared_ptr<Scan> current_;                   // UI thread only
  std::shared_ptr<drivers::DeviceHealth> health_ =  // UI thread only
      std::make_shared<drivers::DeviceHealth>(drivers::DeviceHealth::starting);
  base::Worker worker_;
};

}  // namespace linli::app
