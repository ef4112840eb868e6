#pragma once
#include <vector>

#include "ui/accessibility/tree.h"

/// Rectangles are cut from a page until the page is used up.
namespace linli::ui {

Rect inset(Rect rect, float by);
Rect inset(Rect rect, float horizontal, float vertical);

/// Takes a strip off the rectangle, and `gap` behind it. A strip is never
/// longer than what there is.
Rect cut_top(Rect& from, float height, float gap = 0);
Rect cut_bottom(Rect& from, float height, float gap = 0);
Rect cut_left(Rect& from, float width, float gap = 0);
Rect cut_right(Rect& from, float width, float gap = 0);

/// Equal parts.
std::vector<Rect> columns(Rect rect, int count, float gap);
std::vector<Rect> rows(Rect rect, int count, float gap);
/// `count` cells in rows of `across`, row by row.
std::vector<Rect> grid(Rect rect, int count, int across, float gap);

/// A rectangle of that size in the middle of another.
Rect centred(Rect in, float width, float height);

inline float right(const Rect& rect) { return rect.x + rect.width; }
inline float bottom(const Rect& rect) { return rect.y + rect.height; }

}  // namespace linli::ui
