#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"

/// QR codes (ISO/IEC 18004), and no other kind. Pure functions, safe from any thread.
namespace linli::drivers {

/// A grey picture that somebody else owns.
struct LumaImage {
  const std::uint8_t* data = nullptr;  // 0 black … 255 white, one byte a pixel
  int width = 0;                       // pixels
  int height = 0;                      // pixels
  int row_stride = 0;                  // bytes from one row to the next, at least width
};

/// The longest text that is taken from a code, or put into one.
inline constexpr std::size_t kLongestCodeText = 4096;  // bytes
/// Larger pictures are refused.
inline constexpr std::int64_t kLargestPicture = 50'000'000;  // pixels

/// The text of a QR code in the picture, UTF-8; of several, one of them. Empty
/// for none, and for text that is empty, too long or not UTF-8. Takes turned,
/// mirrored and inverted codes. For every picture of a camera: tens of
/// milliseconds for 1280 × 720.
std::optional<std::string> decode_qr(const LumaImage& image);

/// The same with all patience, for a picture there is only one of: tries it also
/// smaller, larger, smoothed, with its contrast spread, and turned by 45°. Up to
/// a few seconds.
std::optional<std::string> decode_qr_patiently(const LumaImage& image);

/// How much of the code may be covered: about 7, 15, 25, 30 %.
enum class ErrorCorrection { low, medium, quartile, high };

/// A QR code's modules without the quiet zone; the caller leaves 4 modules of
/// light on every side (ISO/IEC 18004 section 9.1).
struct QrCode {
  int size = 0;   // modules a side, 21 … 177
  Bytes modules;  // 1 dark, 0 light, row by row
  bool dark(int x, int y) const {
    return modules[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
                   static_cast<std::size_t>(x)] != 0;
  }
};

/// Empty for a text that is empty, not UTF-8, or does not fit at this level.
std::optional<QrCode> encode_qr(std::string_view text,
                                ErrorCorrection correction = ErrorCorrection::medium);

}  // namespace linli::drivers
