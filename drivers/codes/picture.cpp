#include "drivers/codes/picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace linli::drivers::codes {
namespace {

constexpr std::uint8_t kWhite = 255;

std::size_t area(int width, int height) {
  return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
}

const std::uint8_t* row_of(const LumaImage& image, int y) {
  return image.data + static_cast<std::ptrdiff_t>(y) * image.row_stride;
}

/// Calls `shade(x, y)` for every pixel of a new picture.
template <class Shade>
Picture painted(int width, int height, Shade shade) {
  Picture picture{width, height, Bytes(area(width, height))};
  auto pixel = picture.luma.begin();
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) *pixel++ = shade(x, y);
  }
  return picture;
}

/// Sums of all pixels above and to the left, so that the mean of any rectangle
/// costs four look-ups.
class Sums {
 public:
  explicit Sums(const LumaImage& image)
      : width_(image.width + 1), sums_(area(width_, image.height + 1)) {
    for (int y = 0; y < image.height; ++y) {
      std::uint32_t row_sum = 0;  // 255 × 50 million pixels exceed it, and wrap rightly
      for (int x = 0; x < image.width; ++x) {
        row_sum += row_of(image, y)[x];
        at(x + 1, y + 1) = at(x + 1, y) + row_sum;
      }
    }
  }

  /// Of the pixels with left ≤ x < right and top ≤ y < bottom, at least one.
  std::uint8_t mean(int left, int top, int right, int bottom) const {
    const std::uint32_t sum = at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
    return static_cast<std::uint8_t>(sum / area(right - left, bottom - top));
  }

 private:
  std::uint32_t& at(int x, int y) { return sums_[area(width_, y) + static_cast<std::size_t>(x)]; }
  std::uint32_t at(int x, int y) const {
    return sums_[area(width_, y) + static_cast<std::size_t>(x)];
  }

  int width_;
  std::vector<std::uint32_t> sums_;
};

/// The grey below which this share of the pixels lies.
int percentile(const std::array<std::size_t, 256>& histogram, std::size_t pixels, double share) {
  const auto wanted = static_cast<std::size_t>(static_cast<double>(pixels) * share);
  std::size_t seen = 0;
  for (int grey = 0; grey < 255; ++grey) {
    seen += histogram[static_cast<std::size_t>(grey)];
    if (seen > wanted) return grey;
  }
  return 255;
}

}  // namespace

Picture scaled(const LumaImage& image, int width, int height) {
  const Sums sums(image);
  const auto edge = [](int at, int new_size, int old_size) {
    return static_cast<int>(std::int64_t{at} * old_size / new_size);
  };
  return painted(width, height, [&](int x, int y) {
    const int left = edge(x, width, image.width);
    const int top = edge(y, height, image.height);
    return sums.mean(left, top, std::max(left + 1, edge(x + 1, width, image.width)),
                     std::max(top + 1, edge(y + 1, height, image.height)));
  });
}

Picture smoothed(const LumaImage& image, int radius) {
  const Sums sums(image);
  return painted(image.width, image.height, [&](int x, int y) {
    return sums.mean(std::max(0, x - radius), std::max(0, y - radius),
                     std::min(image.width, x + radius + 1), std::min(image.height, y + radius + 1));
  });
}

Picture stretched(const LumaImage& image) {
  std::array<std::size_t, 256> histogram{};
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) ++histogram[row_of(image, y)[x]];
  }
  const std::size_t pixels = area(image.width, image.height);
  const int darkest = percentile(histogram, pixels, 0.01);
  const int brightest = std::max(darkest + 1, percentile(histogram, pixels, 0.99));
  return painted(image.width, image.height, [&](int x, int y) {
    const int spread = (row_of(image, y)[x] - darkest) * 255 / (brightest - darkest);
    return static_cast<std::uint8_t>(std::clamp(spread, 0, 255));
  });
}

Picture inverted(const LumaImage& image) {
  return painted(image.width, image.height, [&](int x, int y) {
    return static_cast<std::uint8_t>(kWhite - row_of(image, y)[x]);
  });
}

Picture framed(const LumaImage& image, int border) {
  return painted(image.width + 2 * border, image.height + 2 * border, [&](int x, int y) {
    const bool inside =
        x >= border && x < border + image.width && y >= border && y < border + image.height;
    return inside ? row_of(image, y - border)[x - border] : kWhite;
  });
}

Picture turned(const LumaImage& image) {
  constexpr double kTurn = 1 / std::numbers::sqrt2;  // sine and cosine of 45°
  const int size = static_cast<int>(std::ceil((image.width + image.height) * kTurn));
  return painted(size, size, [&](int x, int y) {
    const double across = x - size / 2.0;
    const double down = y - size / 2.0;
    const int from_x = static_cast<int>(std::lround((across + down) * kTurn + image.width / 2.0));
    const int from_y = static_cast<int>(std::lround((down - across) * kTurn + image.height / 2.0));
    const bool inside = from_x >= 0 && from_x < image.width && from_y >= 0 && from_y < image.height;
    return inside ? row_of(image, from_y)[from_x] : kWhite;
  });
}

}  // namespace linli::drivers::codes
