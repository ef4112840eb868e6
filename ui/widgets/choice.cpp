#include "ui/widgets/choice.h"

#include <algorithm>

namespace linli::ui {
namespace {

Icon mark_of(ChoiceKind kind, bool selected) {
  if (kind == ChoiceKind::one) return selected ? Icon::radio_chosen : Icon::radio_empty;
  return selected ? Icon::box_ticked : Icon::box_empty;
}

Style bold(Style words) { return words == Style::caption ? Style::caption_bold : Style::body_bold; }
float mark_size(const Painter& painter) { return painter.px(painter.large() ? 60 : 44); }
float side(const Painter& painter) { return painter.px(28); }

ChoiceGrid grid_across(const Painter& painter, const std::vector<std::string>& labels, float width,
                       int across, Style words_style) {
  const float gap = painter.metrics().gap();
  const float beside = 2 * side(painter) + mark_size(painter) + painter.px(28);
  ChoiceGrid grid;
  grid.across = std::max(1, across);
  const auto columns = static_cast<float>(grid.across);
  const float cell = (width - gap * (columns - 1)) / columns;
  const bool roomy = words_style == Style::body && !painter.large();
  grid.row_height = painter.metrics().target() + (roomy ? painter.px(8) : 0);
  for (const auto& label : labels) {
    const float words = painter.height_of(label, bold(words_style), cell - beside);
    grid.row_height = std::max(grid.row_height, words + painter.px(roomy ? 32 : 16));
  }
  grid.down = (static_cast<int>(labels.size()) + grid.across - 1) / grid.across;
  return grid;
}

}  // namespace

bool choice(Painter& painter, Rect rect, const std::string& label, bool selected, ChoiceKind kind,
            Style words_style, const std::string& name) {
  const std::string& told = name.empty() ? label : name;
  const float radius = painter.metrics().button_radius();
  const float border = painter.metrics().border();
  const Touch touch = painter.target(rect, told, true);
  painter.box(rect, selected ? Colour::brand_tint : Colour::surface,
              selected ? Colour::brand : Colour::edge, selected ? border + painter.px(2) : border,
              radius);
  Rect inner = inset(rect, side(painter), painter.px(6));
  const Rect mark = cut_left(inner, mark_size(painter), painter.px(20));
  painter.picture(mark_of(kind, selected), mark, selected ? Colour::brand : Colour::ink_soft,
                  mark.width);
  const Rect words = painter.draw_words(inner, label, {selected ? bold(words_style) : words_style});
  if (touch.held) painter.shade(rect, radius);
  if (!painter.inert()) {
    const Role role = kind == ChoiceKind::consent ? Role::consent : Role::choice;
    painter.add({role, told, {}, true, selected, rect, words});
  }
  return touch.pressed;
}

float ChoiceGrid::height(float gap) const {
  return static_cast<float>(down) * (row_height + gap) - gap;
}

ChoiceGrid choice_grid(const Painter& painter, const std::vector<std::string>& labels, float width,
                       bool close, Style words, int most_across) {
  const int count = static_cast<int>(labels.size());
  // Large mode: one below the other while there are few of them, as on its home screen.
  const bool few = painter.large() && count <= 6;
  const float comfortable = painter.px(few ? 640 : 440);
  const float gap = painter.metrics().gap();
  const int comfortably = static_cast<int>((width + gap) / (comfortable + gap));
  const int most = few && !painter.landscape() ? 1 : 3;
  const ChoiceGrid roomy =
      grid_across(painter, labels, width, std::clamp(comfortably, 1, std::min(most, count)), words);
  if (!close) return roomy;
  const ChoiceGrid tight = grid_across(painter, labels, width, std::min(most_across, count), words);
  const float two_lines = 2 * painter.metrics().text(Style::body_bold) * 1.4F + painter.px(40);
  return tight.row_height <= two_lines && tight.height(gap) < roomy.height(gap) ? tight : roomy;
}

}  // namespace linli::ui
