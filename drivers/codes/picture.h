#pragma once
#include "drivers/codes/qr_code.h"
#include "kiosk/base/bytes.h"

namespace linli::drivers::codes {

/// A grey picture that owns its pixels, rows without padding.
struct Picture {
  int width = 0;
  int height = 0;
  Bytes luma;

  LumaImage view() const { return {luma.data(), width, height, width}; }
};

/// The picture at another size: the mean of the pixels a new one covers, or the
/// nearest pixel where it covers less than one.
Picture scaled(const LumaImage& image, int width, int height);

/// Each pixel the mean of the square of 2 × radius + 1 around it.
Picture smoothed(const LumaImage& image, int radius);

/// The middle 98 % of the greys spread over all.
Picture stretched(const LumaImage& image);

Picture inverted(const LumaImage& image);

/// White around: codes that were cut out to the edge have no quiet zone.
Picture framed(const LumaImage& image, int border);

/// Turned by 45°, the corners filled with white.
Picture turned(const LumaImage& image);

}  // namespace linli::drivers::codes
