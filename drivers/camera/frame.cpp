#include "drivers/camera/frame.h"

#include <algorithm>

namespace linli::drivers::camera {
namespace {

constexpr std::size_t kBytesAPixel = 4;

/// Transparent pixels show white paper; of a code on nothing only that is left.
unsigned on_white(unsigned colour, unsigned opacity) {
  return (colour * opacity + 255 * (255 - opacity)) / 255;
}

}  // namespace

LumaImage luma_of(const Frame& frame, Bytes& luma) {
  luma.resize(frame.rgba.size() / kBytesAPixel);
  for (std::size_t i = 0; i < luma.size(); ++i) {
    const std::uint8_t* pixel = frame.rgba.data() + i * kBytesAPixel;
    // ITU-R BT.601 weights, in 1/256.
    const unsigned grey = (77U * pixel[0] + 150U * pixel[1] + 29U * pixel[2]) / 256;
    luma[i] = static_cast<std::uint8_t>(on_white(grey, pixel[3]));
  }
  return {luma.data(), frame.width, frame.height, frame.width};
}

PreviewFrame preview_of(const Frame& frame, int widest) {
  // Whole blocks of pixels become one, so that the picture keeps its shape.
  const int block = (frame.width + widest - 1) / widest;
  PreviewFrame preview{.width = frame.width / block, .height = frame.height / block, .rgb = {}};
  preview.rgb.reserve(static_cast<std::size_t>(preview.width * preview.height) * 3);
  for (int y = 0; y < preview.height; ++y) {
    for (int x = 0; x < preview.width; ++x) {
      // The pixel in the middle of the block stands for it: a preview, fifteen times a second.
      const auto row = static_cast<std::size_t>(y * block + block / 2);
      const auto column = static_cast<std::size_t>(x * block + block / 2);
      const auto* pixel =
          frame.rgba.data() + (row * static_cast<std::size_t>(frame.width) + column) * kBytesAPixel;
      for (int colour = 0; colour < 3; ++colour) {
        preview.rgb.push_back(static_cast<std::uint8_t>(on_white(pixel[colour], pixel[3])));
      }
    }
  }
  return preview;
}

}  // namespace linli::drivers::camera
