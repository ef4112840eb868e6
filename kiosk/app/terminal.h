#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/app/configuration.h"
#include "kiosk/base/expected.h"
#include "kiosk/base/task_queue.h"

namespace linli::app {

/// The composition root and the main loop: chooses the implementations, wires
/// them, and runs until it is told to stop. All on the calling (UI) thread.
class Terminal {
 public:
  struct Options {
    Configuration configuration;
    std::optional<std::filesystem::path> automation;  // simulation only
  };

  /// An error is for the one who installs terminals, in English.
  static Expected<std::unique_ptr<Terminal>, std::string> start(const Options& options,
                                                                base::TaskQueue& queue);
  virtual ~Terminal() = default;

  virtual void run() = 0;
  /// Ends run(); from the UI thread (post it to the queue).
  virtual void quit() = 0;
};

}  // namespace linli::app
