#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace linli::base {

/// The UI thread's queue: workers post results, the UI thread drains them once
/// a turn. post() is safe from any thread; the rest belongs to the UI thread.
class TaskQueue {
 public:
  using Task = std::function<void()>;

  void post(Task task);

  /// Called on the posting thread after every post, to wake a loop that waits
  /// for something else than this queue (a window system's events). It must not
  /// post. Once another (or none) is set, the earlier one is not called any more.
  void on_post(std::function<void()> wake);

  /// Runs what has been posted until now; returns how many tasks ran.
  std::size_t drain();

  /// Sleeps until something is posted or the deadline; true if something is there.
  bool wait_until(std::chrono::steady_clock::time_point deadline);

 private:
  std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<Task> tasks_;
  std::function<void()> wake_;
};

}  // namespace linli::base
