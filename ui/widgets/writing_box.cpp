#include "ui/widgets/writing_box.h"

#include <algorithm>
#include <cmath>

namespace linli::ui {
namespace {

Rect square_within(const Rect& rect) {
  const float side = std::min(rect.width, rect.height);
  return centred(rect, side, side);
}

void draw_grid(Painter& painter, const Rect& square) {
  const float x = square.x + square.width / 2;
  const float y = square.y + square.height / 2;
  painter.stroke(x, square.y, x, bottom(square), Colour::line, painter.px(2));
  painter.stroke(square.x, y, right(square), y, Colour::line, painter.px(2));
}

void draw_strokes(Painter& painter, const Rect& square, const typing::Strokes& strokes) {
  const auto x = [&](const typing::Point& point) { return square.x + point.x * square.width; };
  const auto y = [&](const typing::Point& point) { return square.y + point.y * square.height; };
  for (const auto& stroke : strokes) {
    const typing::Point* from = &stroke.front();
    for (const auto& to : stroke) {
      painter.stroke(x(*from), y(*from), x(to), y(to), Colour::ink, painter.px(10));
      from = &to;
    }
  }
}

bool moved(const Rect& square, const typing::Strokes& strokes, typing::Point to) {
  if (strokes.empty()) return false;  // not begun yet
  const typing::Point last = strokes.back().back();
  return std::hypot(to.x - last.x, to.y - last.y) * square.width >= 2;
}

}  // namespace

std::optional<WritingMove> writing_box(Painter& painter, Rect rect, const std::string& label,
                                       const std::string& hint, const typing::Strokes& strokes) {
  const Touch touch = painter.target(rect, label, true);
  const Rect square = square_within(rect);
  painter.fill(rect, Colour::surface, painter.metrics().small_radius());
  draw_grid(painter, square);
  painter.dashed_outline(rect, Colour::ink_soft, painter.px(3));
  if (strokes.empty()) {
    Rect room = inset(rect, painter.px(16));
    painter.draw_words(cut_top(room, room.height / 2 - painter.px(8)), hint,
                       {Style::caption, Colour::ink_soft, Align::centre});
  }
  draw_strokes(painter, square, strokes);
  if (!painter.inert()) painter.add({Role::canvas, label, {}, true, false, rect, rect});

  const typing::Point at{(std::clamp(touch.x, rect.x, right(rect)) - square.x) / square.width,
                         (std::clamp(touch.y, rect.y, bottom(rect)) - square.y) / square.height};
  using Kind = WritingMove::Kind;
  if (touch.began) return WritingMove{Kind::begins, at};
  if (touch.ended) return WritingMove{Kind::ends, at};
  if (touch.held && moved(square, strokes, at)) return WritingMove{Kind::continues, at};
  return std::nullopt;
}

}  // namespace linli::ui
