#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/base/expected.h"

namespace linli::drivers {

enum class PictureError {
  no_file,     // not there, or not to be read
  no_picture,  // no PNG, JPEG, BMP, GIF or video that can be decoded
  too_large,   // more pixels than kLargestPicture
};

/// The text of a QR code in a picture (of a video: its first), looked for with
/// all patience: up to a few seconds. Empty where there is none.
Expected<std::optional<std::string>, PictureError> decode_picture_file(
    const std::filesystem::path& path);

}  // namespace linli::drivers
