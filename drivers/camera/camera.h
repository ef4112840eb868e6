#pragma once
#include <memory>
#include <string>

#include "drivers/api/code_scanner.h"

namespace linli::drivers {

struct CameraOptions {
  /// v4l2:/dev/video0, or for simulation file:PATH of a picture (PNG, JPEG, BMP, GIF;
  /// shown as a still; a new file of that name is noticed) or of a video (shown in
  /// a loop). Nothing needs to be there before scan() begins.
  std::string source;
};

/// A camera that looks for QR codes through GStreamer, which is loaded at the
/// first scan. A source of an unknown kind is a camera that is not there.
std::unique_ptr<CodeScanner> open_camera(CameraOptions options);

}  // namespace linli::drivers
