#include "drivers/simulated/dot_picture_file.h"

#include <png.h>

namespace linli::drivers::simulated {

bool write_png(const std::filesystem::path& path, const DotPicture& picture) {
  const auto dots =
      static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  Bytes grey(dots);
  for (std::size_t i = 0; i < dots; ++i) {
    const bool black = (picture.rows[i / 8] >> (7 - i % 8) & 1) != 0;
    grey[i] = black ? 0 : 255;
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = PNG_FORMAT_GRAY;
  return png_image_write_to_file(&image, path.c_str(), 0, grey.data(), 0, nullptr) != 0;
}

}  // namespace linli::drivers::simulated
