#include "ui/widgets/wheels.h"

#include <algorithm>
#include <cstdlib>

#include "ui/widgets/button.h"
#include "ui/widgets/layout.h"

namespace linli::ui {
namespace {

ButtonLook look_of(const Painter& painter, const WheelLook& wheel, int by) {
  const int size = std::abs(by);
  ButtonLook look{
      .label = by > 0
                   ? painter.t("{wheel}加{n}", fmt::arg("wheel", wheel.name), fmt::arg("n", size))
                   : painter.t("{wheel}减{n}", fmt::arg("wheel", wheel.name), fmt::arg("n", size)),
      .words = (by > 0 ? "+" : "−") + std::to_string(size),
      .icon = by > 0 ? Icon::up : Icon::down,
      .kind = ButtonKind::secondary,
      .stacked = true};
  return look;
}

/// The arrows above or below the number, side by side.
std::optional<int> arrows(Painter& painter, Rect rect, const WheelLook& wheel, bool above) {
  std::optional<int> pressed;
  const auto cells = columns(rect, static_cast<int>(wheel.steps.size()), painter.metrics().gap());
  for (std::size_t i = 0; i < wheel.steps.size(); ++i) {
    const int by = above ? wheel.steps[i] : -wheel.steps[i];
    if (button(painter, cells[i], look_of(painter, wheel, by))) pressed = by;
  }
  return pressed;
}

/// Every arrow gets the same width.
float arrow_width(const Painter& painter, Rect rect, const std::vector<WheelLook>& looks) {
  std::size_t count = 0;
  for (const WheelLook& look : looks) count += look.steps.size();
  const auto across = static_cast<float>(count);
  return (rect.width - painter.metrics().gap() * (across - 1)) / across;
}

}  // namespace

std::optional<WheelTurn> wheels(Painter& painter, Rect rect, const std::vector<WheelLook>& looks) {
  const Quietly quietly(painter);
  std::optional<WheelTurn> turn;
  const float gap = painter.metrics().gap();
  const float arrow = arrow_width(painter, rect, looks);
  for (std::size_t i = 0; i < looks.size(); ++i) {
    const auto across = static_cast<float>(looks[i].steps.size());
    Rect column = cut_left(rect, arrow * across + gap * (across - 1), gap);
    const float words = std::min(painter.px(painter.large() ? 130 : 100), column.height * 0.25F);
    const float side = std::max((column.height - words - gap) / 2, painter.metrics().target() + 1);
    const auto up = arrows(painter, cut_top(column, side, gap / 2), looks[i], true);
    const auto down = arrows(painter, cut_bottom(column, side, gap / 2), looks[i], false);
    painter.text_in(column, looks[i].words, {Style::title, Colour::ink, Align::centre});
    if (up) turn = {i, *up};
    if (down) turn = {i, *down};
  }
  return turn;
}

}  // namespace linli::ui
