#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "tests/drivers/codes/code_picture.h"

namespace linli::tests {

/// Writes the pictures (all of one size) through a GStreamer encoder: "pngenc",
/// "jpegenc", "jpegenc ! avimux", "vp8enc ! matroskamux". Ten pictures a second.
void write_media(const std::filesystem::path& path, const std::vector<Picture>& pictures,
                 const std::string& encoder);

/// A picture with transparency: black where the code is dark, nothing elsewhere.
void write_transparent_png(const std::filesystem::path& path, const Picture& picture);

}  // namespace linli::tests
