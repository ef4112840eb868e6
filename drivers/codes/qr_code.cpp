#include "drivers/codes/qr_code.h"

#include <algorithm>
#include <array>

#include "drivers/codes/picture.h"
#include "drivers/codes/zxing_adapter.h"
#include "kiosk/base/utf8.h"

namespace linli::drivers {
namespace {

using codes::Picture;
using codes::Threshold;

bool is_picture(const LumaImage& image) {
  return image.data && image.width > 0 && image.height > 0 && image.row_stride >= image.width &&
         std::int64_t{image.width} * image.height <= kLargestPicture;
}

bool is_acceptable(std::string_view text) {
  return !text.empty() && text.size() <= kLongestCodeText && base::is_utf8(text);
}

std::optional<std::string> read(const LumaImage& image, Threshold threshold) {
  auto text = codes::read_qr(image, threshold);
  if (!text || !is_acceptable(*text)) return std::nullopt;
  return text;
}

using Filter = Picture (*)(const LumaImage& image);
constexpr std::array<Filter, 6> kFilters{
    codes::stretched,
    codes::inverted,
    [](const LumaImage& i) { return codes::smoothed(i, 1); },
    [](const LumaImage& i) { return codes::smoothed(i, 2); },
    [](const LumaImage& i) { return codes::framed(i, 20); },
    codes::turned,
};

std::optional<std::string> read_filtered(const LumaImage& image) {
  for (const Threshold threshold : {Threshold::local, Threshold::global}) {
    if (auto text = read(image, threshold)) return text;
  }
  for (const Filter filter : kFilters) {
    const Picture picture = filter(image);
    for (const Threshold threshold : {Threshold::local, Threshold::global}) {
      if (auto text = read(picture.view(), threshold)) return text;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> decode_qr(const LumaImage& image) {
  if (!is_picture(image)) return std::nullopt;
  if (auto text = read(image, Threshold::local)) return text;
  const Picture spread = codes::stretched(image);
  if (auto text = read(spread.view(), Threshold::local)) return text;
  return read(codes::inverted(spread.view()).view(), Threshold::local);
}

std::optional<std::string> decode_qr_patiently(const LumaImage& image) {
  if (!is_picture(image)) return std::nullopt;
  if (auto text = decode_qr(image)) return text;
  // Sides that codes of all kinds of pictures were found at; large pictures are
  // only looked at reduced, so that the time is bounded.
  constexpr std::array<int, 6> kLongerSides{800, 500, 1200, 350, 1700, 2400};
  const int longer = std::max(image.width, image.height);
  for (const int side : kLongerSides) {
    if (side > 3 * longer) continue;  // more would add nothing
    const auto at_scale = [&](int size) {
      return std::max(1, static_cast<int>(std::int64_t{size} * side / longer));
    };
    const Picture picture = codes::scaled(image, at_scale(image.width), at_scale(image.height));
    if (auto text = read_filtered(picture.view())) return text;
  }
  return std::nullopt;
}

std::optional<QrCode> encode_qr(std::string_view text, ErrorCorrection correction) {
  if (!is_acceptable(text)) return std::nullopt;
  return codes::write_qr(text, correction);
}

}  // namespace linli::drivers
