#pragma once
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/descriptor.h"

namespace linli::tests {

struct Finished {
  int exit_code = 0;   // 128 + signal where a signal ended it
  std::string output;  // standard output; standard error goes to the log
};

/// A program of the project, started for a test. Dies with the tests (and is
/// killed by the destructor), so that nothing is left running.
class ChildProcess {
 public:
  /// `log` takes standard error, appended. `arguments[0]` is the program's path.
  /// `input` is given on standard input (at most what a pipe holds, 64 KiB).
  ChildProcess(const std::vector<std::string>& arguments, const std::filesystem::path& log,
               const std::string& input = {});
  ~ChildProcess();
  ChildProcess(ChildProcess&&) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;

  /// Reads standard output until a line begins with `prefix`; the rest of that
  /// line, or empty if the program ended or the time is up.
  std::optional<std::string> wait_for_line(const std::string& prefix,
                                           std::chrono::milliseconds timeout);

  /// Sends a signal and waits for the end (after 10 s it is killed).
  int stop(int signal);
  /// Waits for the end by itself.
  Finished wait(std::chrono::milliseconds timeout);

  pid_t pid() const { return pid_; }
  bool running();

 private:
  bool read_some(std::chrono::milliseconds timeout);
  std::optional<int> wait_for_end(std::chrono::milliseconds timeout);

  pid_t pid_ = -1;
  base::Descriptor output_;
  std::string pending_;
};

/// Starts a program and waits for its end.
Finished run(const std::vector<std::string>& arguments, const std::filesystem::path& log,
             const std::string& input = {},
             std::chrono::milliseconds timeout = std::chrono::seconds{60});

}  // namespace linli::tests
