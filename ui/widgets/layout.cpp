#include "ui/widgets/layout.h"

#include <algorithm>

namespace linli::ui {

Rect inset(Rect rect, float by) { return inset(rect, by, by); }

Rect inset(Rect rect, float horizontal, float vertical) {
  return {rect.x + horizontal, rect.y + vertical, std::max(0.0F, rect.width - 2 * horizontal),
          std::max(0.0F, rect.height - 2 * vertical)};
}

Rect cut_top(Rect& from, float height, float gap) {
  const float taken = std::min(height, from.height);
  const Rect strip{from.x, from.y, from.width, taken};
  const float used = std::min(from.height, taken + gap);
  from.y += used;
  from.height -= used;
  return strip;
}

Rect cut_bottom(Rect& from, float height, float gap) {
  const float taken = std::min(height, from.height);
  const Rect strip{from.x, bottom(from) - taken, from.width, taken};
  from.height = std::max(0.0F, from.height - taken - gap);
  return strip;
}

Rect cut_left(Rect& from, float width, float gap) {
  const float taken = std::min(width, from.width);
  const Rect strip{from.x, from.y, taken, from.height};
  const float used = std::min(from.width, taken + gap);
  from.x += used;
  from.width -= used;
  return strip;
}

Rect cut_right(Rect& from, float width, float gap) {
  const float taken = std::min(width, from.width);
  const Rect strip{right(from) - taken, from.y, taken, from.height};
  from.width = std::max(0.0F, from.width - taken - gap);
  return strip;
}

std::vector<Rect> columns(Rect rect, int count, float gap) { return grid(rect, count, count, gap); }

std::vector<Rect> rows(Rect rect, int count, float gap) { return grid(rect, count, 1, gap); }

std::vector<Rect> grid(Rect rect, int count, int across, float gap) {
  std::vector<Rect> cells;
  const int down = (count + across - 1) / std::max(1, across);
  const float width =
      (rect.width - gap * static_cast<float>(across - 1)) / static_cast<float>(across);
  const float height =
      (rect.height - gap * static_cast<float>(down - 1)) / static_cast<float>(std::max(1, down));
  for (int i = 0; i < count; ++i) {
    const auto column = static_cast<float>(i % across);
    const auto line = static_cast<float>(i / across);
    cells.push_back(
        {rect.x + column * (width + gap), rect.y + line * (height + gap), width, height});
  }
  return cells;
}

Rect centred(Rect in, float width, float height) {
  return {in.x + (in.width - width) / 2, in.y + (in.height - height) / 2, width, height};
}

}  // namespace linli::ui
