#include "offline_cache/store/signature_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace linli::offline_cache {
namespace {

constexpr std::size_t kMostStrokes = 500;
constexpr std::size_t kMostPoints = 20'000;
constexpr float kWidth = 1000;
constexpr float kHeight = 400;

int coordinate(float part, float extent) {
  const float inside = std::isfinite(part) ? std::clamp(part, 0.0F, 1.0F) : 0.0F;
  return static_cast<int>(std::lround(inside * extent));
}

}  // namespace

std::string signature_picture(const domain::Signature& signature) {
  std::string svg = fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}">)"
      R"(<g fill="none" stroke="#000" stroke-width="6" stroke-linecap="round" )"
      R"(stroke-linejoin="round">)",
      static_cast<int>(kWidth), static_cast<int>(kHeight));
  const auto out = std::back_inserter(svg);
  std::size_t points = 0;
  for (std::size_t i = 0; i < signature.size() && i < kMostStrokes; ++i) {
    svg += R"(<polyline points=")";
    for (const domain::StrokePoint& point : signature[i]) {
      if (++points > kMostPoints) break;
      fmt::format_to(out, "{},{} ", coordinate(point.x, kWidth), coordinate(point.y, kHeight));
    }
    svg += R"("/>)";
  }
  svg += "</g></svg>";
  return svg;
}

}  // namespace linli::offline_cache
