#include "drivers/camera/still_header.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"

namespace linli::drivers::camera {
namespace {

/// A JPEG's size stands behind its metadata, which may hold another picture.
constexpr std::size_t kLongestHead = 1 << 20;

std::int64_t big_endian(ByteView bytes) {
  std::int64_t value = 0;
  for (const auto byte : bytes) value = value << 8 | byte;
  return value;
}

std::int64_t little_endian(ByteView bytes) {
  std::int64_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | bytes[i];
  return value;
}

/// ISO/IEC 15948 section 11.2.2: IHDR is the first chunk.
std::optional<StillSize> png_size(ByteView head) {
  if (head.size() < 24) return std::nullopt;
  return StillSize{big_endian(head.subspan(16, 4)), big_endian(head.subspan(20, 4))};
}

/// BITMAPINFOHEADER; a negative height means rows from the top.
std::optional<StillSize> bmp_size(ByteView head) {
  if (head.size() < 26) return std::nullopt;
  const auto height = static_cast<std::int32_t>(little_endian(head.subspan(22, 4)));
  return StillSize{little_endian(head.subspan(18, 4)), std::abs(std::int64_t{height})};
}

std::optional<StillSize> gif_size(ByteView head) {
  if (head.size() < 10) return std::nullopt;
  return StillSize{little_endian(head.subspan(6, 2)), little_endian(head.subspan(8, 2))};
}

/// ITU-T T.81 annex B: segments FF marker length …, until a start of frame
/// (C0 … CF without C4, C8 and CC), which holds precision, height, width.
std::optional<StillSize> jpeg_size(ByteView head) {
  std::size_t at = 2;
  while (at + 9 <= head.size() && head[at] == 0xFF) {
    const unsigned marker = head[at + 1];
    if (marker == 0xFF) {  // padding
      ++at;
      continue;
    }
    const bool other = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
    if (marker >= 0xC0 && marker <= 0xCF && !other) {
      return StillSize{big_endian(head.subspan(at + 7, 2)), big_endian(head.subspan(at + 5, 2))};
    }
    at += 2 + static_cast<std::size_t>(big_endian(head.subspan(at + 2, 2)));
  }
  return std::nullopt;
}

struct FormatRow {
  std::string_view magic;
  std::optional<StillSize> (*size)(ByteView head);
};
constexpr std::array<FormatRow, 4> kFormats{{
    {"\x89PNG\r\n\x1A\n", png_size},
    {"\xFF\xD8\xFF", jpeg_size},
    {"BM", bmp_size},
    {"GIF8", gif_size},
}};

}  // namespace

std::optional<StillSize> still_size(const std::filesystem::path& path) {
  std::string head(kLongestHead, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  const auto* row =
      std::ranges::find_if(kFormats, [&](const FormatRow& r) { return head.starts_with(r.magic); });
  if (row == kFormats.end()) return std::nullopt;
  return row->size(bytes_of(head));
}

}  // namespace linli::drivers::camera
