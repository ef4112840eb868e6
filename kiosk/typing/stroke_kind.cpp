#include "kiosk/typing/stroke_kind.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>

namespace linli::typing {
namespace {

constexpr int kSteps = 16;  // equal parts a stroke is looked at in
using Path = std::array<Point, kSteps + 1>;
constexpr std::size_t kArm = 4;
constexpr std::size_t kShortestArm = 2;

constexpr float kSpread = 16;  // degrees that a hand strays by
constexpr float kBend = 65;    // degrees from which on a turn rather is a bend
constexpr float kBendSpread = 8;
constexpr float kDoubt = 0.02F;   // left for every kind
constexpr float kEndHook = 0.7F;  // a turn past this part of a stroke may be a mere hook

float degrees(Point from, Point to) {
  return std::atan2(to.y - from.y, to.x - from.x) * 180 / std::numbers::pi_v<float>;
}

/// The stroke at equal distances, however fast the finger was.
Path even_steps(const Stroke& stroke) {
  std::vector<float> along{0};
  for (std::size_t i = 1; i < stroke.size(); ++i) {
    along.push_back(along.back() +
                    std::hypot(stroke[i].x - stroke[i - 1].x, stroke[i].y - stroke[i - 1].y));
  }
  Path path;
  std::size_t next = 0;
  for (int step = 0; step <= kSteps; ++step) {
    const float wanted = along.back() * static_cast<float>(step) / kSteps;
    while (next + 1 < stroke.size() && along[next] < wanted) ++next;
    const std::size_t before = next == 0 ? 0 : next - 1;
    const float length = along[next] - along[before];
    const float part = length > 0 ? (wanted - along[before]) / length : 0;
    path[static_cast<std::size_t>(step)] = {
        stroke[before].x + part * (stroke[next].x - stroke[before].x),
        stroke[before].y + part * (stroke[next].y - stroke[before].y)};
  }
  return path;
}

struct Corner {
  float turn = 0;      // degrees
  std::size_t at = 0;  // step
};

/// Looks at arms of a quarter of the stroke, so that a bow is no corner.
Corner sharpest_corner(const Path& path) {
  Corner corner;
  for (std::size_t i = kShortestArm; i + kShortestArm < path.size(); ++i) {
    const Point before = path[i - std::min(i, kArm)];
    const Point behind = path[std::min(i + kArm, path.size() - 1)];
    const float turn =
        std::fabs(std::remainder(degrees(path[i], behind) - degrees(before, path[i]), 360.0F));
    if (turn > corner.turn) corner = {turn, i};
  }
  return corner;
}

/// Where a straight stroke of a kind points to, in degrees (0 to the right, 90
/// down), and how usual that is.
struct Direction {
  StrokeKind kind;
  float degrees;
  float weight;
  float spread;
};
constexpr Direction kDirections[] = {
    {StrokeKind::across, 0, 1, kSpread},       {StrokeKind::across, -35, 0.8F, kSpread},  // 提
    {StrokeKind::down, 92, 1, kSpread * 0.8F}, {StrokeKind::left, 130, 1, kSpread},
    {StrokeKind::left, 165, 0.7F, kSpread},  // 千
    {StrokeKind::dot, 50, 1, kSpread},         {StrokeKind::dot, 70, 0.5F, kSpread}};

/// Shares of the straight kinds in a direction, 1 together.
KindLikelihood straight(float direction) {
  KindLikelihood share{};
  for (const Direction& one : kDirections) {
    const float off = std::remainder(direction - one.degrees, 360.0F) / one.spread;
    float& most = share[static_cast<std::size_t>(one.kind)];
    most = std::max(most, one.weight * std::exp(-off * off / 2));
  }
  float sum = 1e-6F;
  for (const float one : share) sum += one;
  for (float& one : share) one /= sum;
  return share;
}

}  // namespace

std::optional<StrokeKind> stroke_kind(char letter) {
  const auto place = std::string_view("hspnz").find(letter);
  if (place == std::string_view::npos) return std::nullopt;
  return static_cast<StrokeKind>(place);
}

KindLikelihood kinds_of(const Stroke& stroke) {
  const Path path = even_steps(stroke);
  const Corner corner = sharpest_corner(path);
  const float bent = 1 / (1 + std::exp((kBend - corner.turn) / kBendSpread));
  const bool may_be_hook = corner.at != 0 && static_cast<float>(corner.at) >= kSteps * kEndHook;

  KindLikelihood kinds = straight(degrees(path.front(), path.back()));
  for (float& kind : kinds) kind *= 1 - bent;
  if (may_be_hook) {
    const KindLikelihood without_hook = straight(degrees(path.front(), path[corner.at]));
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const bool down = i == static_cast<std::size_t>(StrokeKind::down);  // 竖钩 is the usual one
      kinds[i] += bent * (down ? 0.5F : 0.15F) * without_hook[i];
    }
  }
  kinds[static_cast<std::size_t>(StrokeKind::bent)] = bent * (may_be_hook ? 0.6F : 1);

  float sum = 0;
  for (float& kind : kinds) sum += kind += kDoubt;
  for (float& kind : kinds) kind = std::log(kind / sum);
  return kinds;
}

}  // namespace linli::typing
