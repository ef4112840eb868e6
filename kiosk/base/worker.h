#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace linli::base {

/// One thread that runs posted jobs in order. Stopping is: interrupt (the stop
/// token given to the running job), wake, join; jobs still queued are dropped.
class Worker {
 public:
  using Job = std::function<void(std::stop_token)>;

  /// `name` shows in debuggers; at most 15 bytes (pthread_setname_np).
  explicit Worker(const char* name);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Safe from any thread.
  void post(Job job);

  /// Whether jobs wait behind the one that runs. Safe from any thread.
  bool has_more() const;

 private:
  void run(const std::stop_token& stop);

  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Job> jobs_;
  std::jthread thread_;
};

/// Sleeps for `duration` or until a stop is requested; true if it was not stopped.
bool sleep_unless_stopped(const std::stop_token& stop, std::chrono::milliseconds duration);

}  // namespace linli::base
