#include "kiosk/typing/zinnia_features.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace linli::typing {
namespace {

constexpr std::size_t kMostParts = kStrokeFeatures / kLineFeatures;
constexpr float kStraight = 0.001F;  // square of a distance from the chord that splits nothing
constexpr Point kMiddle{0.5F, 0.5F};

float distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }
float angle(Point from, Point to) { return std::atan2(to.y - from.y, to.x - from.x); }

struct Farthest {
  std::size_t at = 0;
  float square = 0;  // of its distance from the line through both ends
};

Farthest farthest_from_chord(std::span<const Point> points) {
  const Point first = points.front();
  const Point last = points.back();
  const float a = last.x - first.x;
  const float b = last.y - first.y;
  const float c = last.y * first.x - last.x * first.y;
  const float length = a * a + b * b;
  Farthest farthest;
  if (length <= 0) return farthest;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const float off = a * points[i].y - b * points[i].x + c;
    if (off * off / length > farthest.square) farthest = {i, off * off / length};
  }
  return farthest;
}

void add_parts(std::span<const Point> points, std::size_t part, StrokeFeatures& features) {
  if (part >= kMostParts) return;
  const LineFeatures chord = line_features(points.front(), points.back());
  std::ranges::copy(chord, features.begin() + static_cast<std::ptrdiff_t>(part * kLineFeatures));
  const Farthest farthest = farthest_from_chord(points);
  if (farthest.square <= kStraight) return;
  add_parts(points.first(farthest.at + 1), 2 * part + 1, features);
  add_parts(points.subspan(farthest.at), 2 * part + 2, features);
}

}  // namespace

LineFeatures line_features(Point from, Point to) {
  return {0,
          10 * distance(from, to),
          angle(from, to),
          10 * (from.x - kMiddle.x),
          10 * (from.y - kMiddle.y),
          10 * (to.x - kMiddle.x),
          10 * (to.y - kMiddle.y),
          angle(kMiddle, from),
          angle(kMiddle, to),
          10 * distance(from, kMiddle),
          10 * distance(to, kMiddle),
          5 * (to.x - from.x),
          5 * (to.y - from.y)};
}

StrokeFeatures stroke_features(const Stroke& stroke) {
  StrokeFeatures features{};
  add_parts(stroke, 0, features);
  return features;
}

}  // namespace linli::typing
