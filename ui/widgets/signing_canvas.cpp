#include "ui/widgets/signing_canvas.h"

#include <algorithm>
#include <cmath>

namespace linli::ui {
namespace {

domain::StrokePoint within(const Rect& rect, float x, float y) {
  return {std::clamp((x - rect.x) / rect.width, 0.0F, 1.0F),
          std::clamp((y - rect.y) / rect.height, 0.0F, 1.0F)};
}

/// Whether the pen moved by more than a pixel or two since the last point.
bool moved(const Rect& rect, const domain::Signature& signature, domain::StrokePoint at) {
  if (signature.empty() || signature.back().empty()) return false;  // not begun yet
  const auto& last = signature.back().back();
  return std::hypot((at.x - last.x) * rect.width, (at.y - last.y) * rect.height) >= 1.5F;
}

}  // namespace

void draw_signature(Painter& painter, Rect rect, const domain::Signature& signature, float width) {
  for (const auto& stroke : signature) {
    for (std::size_t i = 0; i < stroke.size(); ++i) {
      const auto& to = stroke[i];
      const auto& from = stroke[i == 0 ? 0 : i - 1];
      const float x = rect.x + to.x * rect.width;
      const float y = rect.y + to.y * rect.height;
      painter.stroke(rect.x + from.x * rect.width, rect.y + from.y * rect.height, x, y, Colour::ink,
                     width);
    }
  }
}

std::optional<PenMove> signing_canvas(Painter& painter, Rect rect, const std::string& label,
                                      const domain::Signature& signature, bool wrong) {
  const Touch touch = painter.target(rect, label, true);
  painter.fill(rect, Colour::surface, painter.metrics().small_radius());
  painter.dashed_outline(rect, wrong ? Colour::red : Colour::ink_soft, painter.px(3));
  if (signature.empty()) {
    painter.draw_words(inset(rect, painter.px(24)), label,
                       {Style::body, Colour::ink_soft, Align::centre});
  }
  draw_signature(painter, rect, signature, painter.px(8));
  if (!painter.inert()) {
    painter.add({Role::canvas, label, signature.empty() ? "" : painter.t("已签名"), true, false,
                 rect, rect});
  }
  if (!touch.held) return std::nullopt;
  const auto at = within(rect, touch.x, touch.y);
  if (touch.began) return PenMove{true, at};
  if (moved(rect, signature, at)) return PenMove{false, at};
  return std::nullopt;
}

}  // namespace linli::ui
