#pragma once
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "drivers/api/device_health.h"
#include "kiosk/base/bytes.h"
#include "kiosk/base/expected.h"

namespace linli::drivers {

/// One picture of the camera, for the preview.
struct PreviewFrame {
  int width = 0;   // pixels
  int height = 0;  // pixels
  Bytes rgb;       // 3 bytes a pixel, rows without padding
};

enum class ScanError {
  stopped,
  no_camera,      // not there or not to be opened
  camera_busy,    // something else has it open
  camera_failed,  // stopped delivering
};

/// A camera that looks for QR codes. Used by one worker thread; the camera is
/// open only while scan() runs.
class CodeScanner {
 public:
  virtual ~CodeScanner() = default;

  /// Runs until a code was found, stop, or failure. `on_frame` is called on
  /// the calling thread with every picture, at most 15 a second.
  virtual Expected<std::string, ScanError> scan(
      std::stop_token stop, const std::function<void(PreviewFrame)>& on_frame) = 0;
};

}  // namespace linli::drivers
