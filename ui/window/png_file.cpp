#include "ui/window/png_file.h"

#include <png.h>

namespace linli::ui {

Expected<void, std::string> write_png(const std::filesystem::path& path, int width, int height,
                                      std::span<const std::uint8_t> rgb) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(height);
  image.format = PNG_FORMAT_RGB;
  image.flags = PNG_IMAGE_FLAG_FAST;
  if (png_image_write_to_file(&image, path.c_str(), 0, rgb.data(), 0, nullptr) == 0) {
    return unexpected(path.string() + ": " + image.message);
  }
  return {};
}

}  // namespace linli::ui
