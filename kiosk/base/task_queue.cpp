#include "kiosk/base/task_queue.h"

#include <utility>

namespace linli::base {

void TaskQueue::post(Task task) {
  const std::lock_guard lock(mutex_);
  tasks_.push_back(std::move(task));
  posted_.notify_one();
  // Under the lock, so that what wakes can be taken away: on_post(nullptr) waits for it.
  if (wake_) wake_();
}

void TaskQueue::on_post(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

std::size_t TaskQueue::drain() {
  std::deque<Task> ready;
  {
    const std::lock_guard lock(mutex_);
    ready.swap(tasks_);
  }
  for (auto& task : ready) task();
  return ready.size();
}

bool TaskQueue::wait_until(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  return posted_.wait_until(lock, deadline, [this] { return !tasks_.empty(); });
}

}  // namespace linli::base
