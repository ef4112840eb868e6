#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "drivers/camera/frame.h"
#include "kiosk/base/expected.h"

namespace linli::drivers::camera {

/// Where pictures come from; each has its row in the pipeline table.
enum class SourceKind { v4l2_device, v4l2_document_device, still_file, video_file, single_picture };

enum class PipelineError {
  not_there,  // the device or file cannot be opened
  busy,       // something else has it open
  broken,     // it can, but gives no pictures
  too_large,  // its pictures have more pixels than kLargestPicture
};

/// A running GStreamer pipeline that ends in pictures. One thread.
class Pipeline {
 public:
  /// `location` is a path of a device or file. Errors that GStreamer finds only
  /// later come from next().
  static Expected<Pipeline, PipelineError> start(SourceKind kind, const std::string& location);
  ~Pipeline();
  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;

  /// The newest picture; empty if none came within `patience`.
  Expected<std::optional<Frame>, PipelineError> next(std::chrono::milliseconds patience);

 private:
  struct Elements;
  explicit Pipeline(std::unique_ptr<Elements> elements);
  std::optional<PipelineError> error() const;

  std::unique_ptr<Elements> elements_;
};

}  // namespace linli::drivers::camera
