#pragma once
#include <memory>

#include "drivers/api/document_camera.h"
#include "drivers/camera/camera.h"

namespace linli::drivers {

/// A camera over a place for papers, through GStreamer like open_camera. The page is a JPEG of at
/// most 1920 pixels a side, in the best quality that stays within domain::kMostPageBytes.
std::unique_ptr<DocumentCamera> open_document_camera(CameraOptions options);

}  // namespace linli::drivers
