#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "kiosk/base/task_queue.h"
#include "kiosk/base/worker.h"

namespace linli::app {

/// A device's thread: what is to be done in order, and who wants to know. UI thread only.
template <class Report>
class DeviceJobs {
 public:
  using Work = std::function<Report(const std::stop_token&)>;  // on the device's thread
  using Done = std::function<void(const Report&)>;             // on the UI thread

  DeviceJobs(base::TaskQueue& queue, const char* name) : queue_(queue), worker_(name) {}
  ~DeviceJobs() { forget(); }

  /// `always` is told even when nobody wants to know any more (`done` is dropped by forget()).
  void begin(Work work, Done always, Done done) {
    auto job = std::make_shared<Job>();
    job->work = std::move(work);
    job->done = std::move(done);
    jobs_.push_back(job);
    worker_.post([this, job, always = std::move(always)](const std::stop_token& stop) {
      if (job->taken.exchange(true)) return;
      const Report report = std::exchange(job->work, nullptr)(stop);
      queue_.post([this, job, report, always, alive = std::weak_ptr<char>(alive_)] {
        if (alive.lock()) answer(job, report, always);
      });
    });
  }

  /// Drops, and wipes, what has not begun; what has goes on to its end, and nobody is told.
  void forget() {
    for (const auto& job : jobs_) {
      if (!job->taken.exchange(true)) job->work = nullptr;
      job->done = nullptr;
    }
    jobs_.clear();
  }

  /// Runs `job` on the device's thread when nothing else is done.
  void run_when_idle(std::function<void()> job) {
    worker_.post([job = std::move(job)](const std::stop_token&) { job(); });
  }

 private:
  /// Whoever takes it first has `work`: the device's thread, or forget().
  struct Job {
    Work work;
    Done done;  // UI thread only
    std::atomic<bool> taken{false};
  };

  void answer(const std::shared_ptr<Job>& job, const Report& report, const Done& always) {
    std::erase(jobs_, job);
    if (always) always(report);
    if (const auto done = std::exchange(job->done, nullptr)) done(report);
  }

  base::TaskQueue& queue_;
  std::vector<std::shared_ptr<Job>> jobs_;                  // not answered yet
  std::shared_ptr<char> alive_ = std::make_shared<char>();  // gone with us, for what comes later
  base::Worker worker_;                                     // last: stops before what its jobs use
};

}  // namespace linli::app
