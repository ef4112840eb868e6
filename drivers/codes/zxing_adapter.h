#pragma once
#include "drivers/codes/qr_code.h"

/// All that is used of ZXing-cpp. The adapter's source is the only file that
/// includes its headers and knows its versions (1.4 on Debian 12, 2.3 on 13).
namespace linli::drivers::codes {

/// How grey becomes black and white: by the neighbourhood, or by one threshold.
enum class Threshold { local, global };

/// The raw text of a QR code, not checked in any way.
std::optional<std::string> read_qr(const LumaImage& image, Threshold threshold);

/// The text is UTF-8 and not empty. Empty if it does not fit.
std::optional<QrCode> write_qr(std::string_view text, ErrorCorrection correction);

}  // namespace linli::drivers::codes
