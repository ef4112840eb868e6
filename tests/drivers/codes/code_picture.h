#pragma once
#include <algorithm>
#include <random>
#include <string>

#include "drivers/codes/picture.h"
#include "drivers/codes/qr_code.h"
#include "tests/support/files.h"

namespace linli::tests {

using drivers::codes::Picture;

inline std::uint8_t& pixel(Picture& picture, int x, int y) {
  return picture.luma[static_cast<std::size_t>(y * picture.width + x)];
}

/// A plain picture of one grey.
inline Picture plain(int width, int height, std::uint8_t grey) {
  return {width, height, Bytes(static_cast<std::size_t>(width * height), grey)};
}

/// The code as it is printed: so many pixels a module, 4 modules of quiet zone.
inline Picture printed(const drivers::QrCode& code, int module, std::uint8_t dark = 0,
                       std::uint8_t light = 255) {
  constexpr int kQuiet = 4;
  const int side = (code.size + 2 * kQuiet) * module;
  Picture picture = plain(side, side, light);
  for (int y = 0; y < code.size * module; ++y) {
    for (int x = 0; x < code.size * module; ++x) {
      if (code.dark(x / module, y / module)) {
        pixel(picture, x + kQuiet * module, y + kQuiet * module) = dark;
      }
    }
  }
  return picture;
}

/// The same for a text.
inline Picture printed(std::string_view text, int module = 6) {
  return printed(*drivers::encode_qr(text), module);
}

/// The picture laid on another, larger one.
inline void lay(Picture& below, const Picture& above, int left, int top) {
  for (int y = 0; y < above.height; ++y) {
    for (int x = 0; x < above.width; ++x) {
      pixel(below, left + x, top + y) = above.luma[static_cast<std::size_t>(y * above.width + x)];
    }
  }
}

inline void add_noise(Picture& picture, int strength) {
  std::mt19937 random(5);
  for (auto& grey : picture.luma) {
    const int noisy =
        grey + static_cast<int>(random() % static_cast<unsigned>(2 * strength)) - strength;
    grey = static_cast<std::uint8_t>(std::clamp(noisy, 0, 255));
  }
}

/// As a PGM file.
inline void write_pgm(const std::filesystem::path& path, const Picture& picture) {
  write_whole(path, "P5\n" + std::to_string(picture.width) + " " + std::to_string(picture.height) +
                        "\n255\n" + std::string(text_of(picture.luma)));
}

}  // namespace linli::tests
