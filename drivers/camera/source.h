#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "drivers/api/code_scanner.h"
#include "drivers/camera/pipeline.h"

namespace linli::drivers::camera {

/// What pictures are for: a document wants as many pixels as the camera has.
enum class Purpose { code, document };

/// A source by its name in the configuration (CameraOptions::source), opened when it is needed.
class Source {
 public:
  Source(std::string name, Purpose purpose) : name_(std::move(name)), purpose_(purpose) {}

  Expected<Pipeline, PipelineError> open();
  /// The file that open() found is another by now.
  bool was_replaced() const;

 private:
  std::string name_;
  Purpose purpose_;
  std::filesystem::path file_;  // empty for a device
  std::optional<std::filesystem::file_time_type> file_time_;
};

/// A pipeline's end as the flows see it.
ScanError scan_error(PipelineError error, bool seen_a_picture);
/// For the log.
std::string_view text_of_error(PipelineError error);

}  // namespace linli::drivers::camera
