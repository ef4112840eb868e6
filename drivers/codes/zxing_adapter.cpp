#define ZX_USE_UTF8 1  // ZXing 1.4: Result::text() is UTF-8, as in 2.x
#include "drivers/codes/zxing_adapter.h"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <exception>
#if __has_include(<ZXing/Version.h>)
#include <ZXing/Version.h>  // 2.x
#else
#include <ZXing/ZXVersion.h>  // 1.x
#endif

namespace linli::drivers::codes {
namespace {

#if ZXING_VERSION_MAJOR >= 2
using Options = ZXing::ReaderOptions;
/// 1.4 does not look for inverted codes, so the caller does, for both.
void set_versions_options(Options& options) {
  options.setTryInvert(false);
  options.setTextMode(ZXing::TextMode::Plain);
}
#else
using Options = ZXing::DecodeHints;
void set_versions_options(Options&) {}
#endif

Options options_for(Threshold threshold) {
  Options options;
  options.setFormats(ZXing::BarcodeFormat::QRCode);
  options.setTryHarder(true);
  options.setTryRotate(true);
  options.setTryDownscale(true);
  options.setMaxNumberOfSymbols(1);
  options.setBinarizer(threshold == Threshold::local ? ZXing::Binarizer::LocalAverage
                                                     : ZXing::Binarizer::GlobalHistogram);
  set_versions_options(options);
  return options;
}

/// ZXing's writer counts levels from 1 to 8, two for each of the standard's four.
int level_of(ErrorCorrection correction) {
  switch (correction) {
    case ErrorCorrection::low:
      return 2;
    case ErrorCorrection::medium:
      return 4;
    case ErrorCorrection::quartile:
      return 6;
    case ErrorCorrection::high:
      return 8;
  }
  return 8;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::optional<std::string> read_qr(const LumaImage& image, Threshold threshold) {
  // ZXing reports some damage by exceptions; a picture is never a bug of ours.
  try {
    const ZXing::ImageView view(image.data, image.width, image.height, ZXing::ImageFormat::Lum,
                                image.row_stride);
    const auto result = ZXing::ReadBarcode(view, options_for(threshold));
    if (!result.isValid()) return std::nullopt;
    return result.text();
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::optional<QrCode> write_qr(std::string_view text, ErrorCorrection correction) {
  try {
    ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
    writer.setMargin(0).setEccLevel(level_of(correction));
    // Only what needs it gets the mark of UTF-8 (ECI 26), which old scanners do not know.
    if (!is_ascii(text)) writer.setEncoding(ZXing::CharacterSet::UTF8);
    const ZXing::BitMatrix matrix = writer.encode(std::string(text), 0, 0);
    QrCode code;
    code.size = matrix.width();
    for (int y = 0; y < code.size; ++y) {
      for (int x = 0; x < code.size; ++x) code.modules.push_back(matrix.get(x, y) ? 1 : 0);
    }
    return code;
  } catch (const std::exception&) {
    return std::nullopt;  // too long for this level
  }
}

}  // namespace linli::drivers::codes
