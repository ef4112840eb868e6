#include "ui/accessibility/room.h"

#include <algorithm>

namespace linli::ui {
namespace {

bool within(const Rect& inner, const Rect& outer) {
  return inner.x >= outer.x - kRounding && inner.y >= outer.y - kRounding &&
         inner.x + inner.width <= outer.x + outer.width + kRounding &&
         inner.y + inner.height <= outer.y + outer.height + kRounding;
}

}  // namespace

float distance(const Rect& a, const Rect& b) {
  const float across = std::max(a.x, b.x) - std::min(a.x + a.width, b.x + b.width);
  const float down = std::max(a.y, b.y) - std::min(a.y + a.height, b.y + b.height);
  return std::max(across, down);
}

std::vector<Crowded> crowded(const Tree& tree, float width, float height) {
  std::vector<Crowded> found;
  const auto& nodes = tree.nodes();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    if (!within(node.rect, {0, 0, width, height})) {
      found.push_back({Crowded::How::leaves_window, &node});
    }
    if (!within(node.words, node.rect)) found.push_back({Crowded::How::words_do_not_fit, &node});
    for (std::size_t j = i + 1; j < nodes.size(); ++j) {
      if (node.role == Role::screen || nodes[j].role == Role::screen) continue;
      if (distance(node.rect, nodes[j].rect) < -kRounding) {
        found.push_back({Crowded::How::overlaps, &node, &nodes[j]});
      }
    }
  }
  return found;
}

}  // namespace linli::ui
