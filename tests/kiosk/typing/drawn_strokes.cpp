#include "tests/kiosk/typing/drawn_strokes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace linli::tests {
namespace {

using typing::Point;

constexpr float kPointsOfWidth = 30;  // a stroke across the box
constexpr float kOffPlace = 0.018F;   // standard deviations, in parts of the box
constexpr float kTremble = 0.006F;
constexpr float kSlant = 0.15F;   // at most, to either side
constexpr float kTurn = 0.08F;    // at most, in radians
constexpr float kUneven = 0.12F;  // how far a point runs ahead, in parts of the stroke

Point along(const typing::Stroke& stroke, const std::vector<float>& lengths, float wanted) {
  std::size_t i = 1;
  while (i + 1 < stroke.size() && lengths[i] < wanted) ++i;
  const float part = std::clamp(
      (wanted - lengths[i - 1]) / std::max(lengths[i] - lengths[i - 1], 1e-6F), 0.0F, 1.0F);
  return {stroke[i - 1].x + part * (stroke[i].x - stroke[i - 1].x),
          stroke[i - 1].y + part * (stroke[i].y - stroke[i - 1].y)};
}

typing::Stroke unevenly(const typing::Stroke& stroke, float phase) {
  std::vector<float> lengths{0};
  for (std::size_t i = 1; i < stroke.size(); ++i) {
    lengths.push_back(lengths.back() +
                      std::hypot(stroke[i].x - stroke[i - 1].x, stroke[i].y - stroke[i - 1].y));
  }
  const int steps = std::max(3, static_cast<int>(lengths.back() * kPointsOfWidth));
  typing::Stroke drawn;
  for (int step = 0; step <= steps; ++step) {
    const float even = static_cast<float>(step) / static_cast<float>(steps);
    const float circle = 2 * std::numbers::pi_v<float> * even;
    const float part = even + kUneven * (std::sin(circle + phase) - std::sin(phase));
    drawn.push_back(along(stroke, lengths, std::clamp(part, 0.0F, 1.0F) * lengths.back()));
  }
  return drawn;
}

}  // namespace

typing::Stroke line(Point from, Point to) {
  typing::Stroke stroke;
  for (int i = 0; i <= 10; ++i) {
    const float part = static_cast<float>(i) / 10;
    stroke.push_back({from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)});
  }
  return stroke;
}

typing::Strokes by_hand(const typing::Strokes& strokes, std::mt19937& random) {
  const auto within = [&](float most) {
    return std::uniform_real_distribution<float>(-most, most)(random);
  };
  const auto around = [&](float deviation) {
    return std::normal_distribution<float>(0, deviation)(random);
  };
  const float slant = within(kSlant);
  const float turn = within(kTurn);
  typing::Strokes drawn;
  for (const typing::Stroke& stroke : strokes) {
    const Point off{around(kOffPlace), around(kOffPlace)};
    drawn.push_back(unevenly(stroke, within(std::numbers::pi_v<float>)));
    for (Point& point : drawn.back()) {
      const float y = point.y + off.y + around(kTremble) - 0.5F;
      const float x = point.x + off.x + around(kTremble) - 0.5F - slant * y;
      point = {0.5F + x * std::cos(turn) - y * std::sin(turn),
               0.5F + x * std::sin(turn) + y * std::cos(turn)};
    }
  }
  return drawn;
}

}  // namespace linli::tests
