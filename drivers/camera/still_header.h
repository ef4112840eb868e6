#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>

namespace linli::drivers::camera {

/// What the header of a still promises, in pixels.
struct StillSize {
  std::int64_t width = 0;
  std::int64_t height = 0;
};

/// Empty for anything but a PNG, JPEG, BMP or GIF file with a whole header.
/// Decoders are only given pictures whose size is known before: one that promises
/// 60000 × 60000 pixels would take the machine's memory.
std::optional<StillSize> still_size(const std::filesystem::path& path);

}  // namespace linli::drivers::camera
