#include "ui/widgets/stepper.h"

#include <algorithm>

namespace linli::ui {
namespace {

Colour bar_colour(StepLook look) {
  switch (look) {
    case StepLook::done:
      return Colour::green;
    case StepLook::current:
      return Colour::brand;
    case StepLook::open:
      return Colour::line;
  }
  return Colour::line;
}

bool step_cell(Painter& painter, Rect cell, const StepWords& step) {
  const bool done = step.look == StepLook::done;
  const bool current = step.look == StepLook::current;
  const Touch touch = painter.target(cell, step.title, done);
  Rect inner = cell;
  Rect bar = cut_top(inner, painter.px(12), painter.px(8));
  painter.fill(bar, bar_colour(step.look), painter.px(6));
  const Rect words = painter.draw_words(inner, step.title,
                                        {current ? Style::caption_bold : Style::caption,
                                         current ? Colour::brand : Colour::ink_soft, Align::left});
  if (touch.held) painter.shade(cell, painter.px(6));
  if (!painter.inert()) {
    painter.add({done ? Role::button : Role::progress,
                 step.title,
                 {},
                 done || current,
                 current,
                 cell,
                 words});
  }
  return touch.pressed;
}

void large_stepper(Painter& painter, Rect rect, const std::vector<StepWords>& steps) {
  const auto current = std::find_if(steps.begin(), steps.end(), [](const StepWords& step) {
    return step.look == StepLook::current;
  });
  const auto bars = columns(cut_top(rect, painter.px(16), painter.px(8)),
                            static_cast<int>(steps.size()), painter.px(12));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    painter.fill(bars[i], bar_colour(steps[i].look), painter.px(8));
  }
  if (current == steps.end()) return;
  const std::string words = painter.t(
      "第 {step} 步，共 {steps} 步：{title}", fmt::arg("step", current - steps.begin() + 1),
      fmt::arg("steps", steps.size()), fmt::arg("title", current->title));
  painter.text_in(rect, words, {Style::caption_bold, Colour::brand, Align::left}, Role::progress);
}

}  // namespace

float stepper_height(const Painter& painter) {
  return painter.large() ? painter.px(16 + 8) + painter.metrics().text(Style::caption_bold) * 1.4F
                         : painter.metrics().target();
}

std::optional<int> stepper(Painter& painter, Rect rect, const std::vector<StepWords>& steps) {
  const Quietly quietly(painter);
  if (painter.large()) {
    large_stepper(painter, rect, steps);
    return std::nullopt;
  }
  std::optional<int> pressed;
  const auto cells = columns(rect, static_cast<int>(steps.size()), painter.px(16));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (step_cell(painter, cells[i], steps[i])) pressed = static_cast<int>(i);
  }
  return pressed;
}

}  // namespace linli::ui
