#pragma once
#include <optional>

#include "drivers/camera/frame.h"

namespace linli::drivers::camera {

/// `quality` 1…100. Empty if GStreamer can't (its encoder is missing, or it takes more than five
/// seconds).
std::optional<Bytes> jpeg_of(const Frame& frame, int quality);

}  // namespace linli::drivers::camera
