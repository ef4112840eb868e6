#pragma once
#include <filesystem>
#include <span>
#include <string>

#include "kiosk/base/expected.h"

namespace linli::ui {

/// Writes a picture of 3 bytes a pixel (red, green, blue), rows without padding.
Expected<void, std::string> write_png(const std::filesystem::path& path, int width, int height,
                                      std::span<const std::uint8_t> rgb);

}  // namespace linli::ui
