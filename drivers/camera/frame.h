#pragma once
#include "drivers/api/code_scanner.h"
#include "drivers/codes/qr_code.h"

namespace linli::drivers::camera {

/// A picture as it comes from a pipeline: 4 bytes a pixel (red, green, blue,
/// opacity), rows without padding.
struct Frame {
  int width = 0;
  int height = 0;
  Bytes rgba;
};

/// The frame on white paper, in greys; `luma` owns what the image shows.
LumaImage luma_of(const Frame& frame, Bytes& luma);

/// The frame on white paper, at most `widest` pixels wide.
PreviewFrame preview_of(const Frame& frame, int widest);

}  // namespace linli::drivers::camera
