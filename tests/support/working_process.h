#pragma once
#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/descriptor.h"

namespace linli::tests {

/// A copy of this process that works and prints lines until it is stopped at any moment; it dies
/// with the tests. Only before this process has threads.
class WorkingProcess {
 public:
  /// A line is whole or not there at all: shorter than a pipe takes at once (4096 bytes).
  using Print = std::function<void(const std::string& line)>;
  explicit WorkingProcess(const std::function<void(const Print&)>& work);
  ~WorkingProcess() { kill(); }
  WorkingProcess(const WorkingProcess&) = delete;
  WorkingProcess& operator=(const WorkingProcess&) = delete;

  /// Waits for it; empty: the work has ended, or nothing came for ten minutes.
  std::optional<std::string> next_line();
  /// It stands still. What else it had printed until then.
  std::vector<std::string> stop();
  void kill();
  pid_t pid() const { return process_; }

 private:
  bool read_some(int patience);
  std::optional<std::string> take_line();

  pid_t process_ = -1;
  base::Descriptor pipe_;
  std::string unread_;
};

}  // namespace linli::tests
