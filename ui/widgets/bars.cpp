#include "ui/widgets/bars.h"

#include <algorithm>

namespace linli::ui {
namespace {

constexpr float kMissingShare = 0.45F;  // of the largest bar's height

float line_height(const Painter& painter) { return painter.metrics().text(Style::caption) * 1.4F; }

bool has_notes(const std::vector<Bar>& bars) {
  return std::ranges::any_of(bars, [](const Bar& bar) { return !bar.note.empty(); });
}

void draw_bar(Painter& painter, const Bar& bar, double largest, Rect place) {
  const float line = line_height(painter);
  const bool missing = bar.size <= 0;
  const float share = missing ? kMissingShare : static_cast<float>(bar.size / largest);
  const float height = std::max(painter.px(8), (place.height - line) * share);
  const Rect shape = cut_bottom(place, height);
  painter.draw_words(cut_bottom(place, line), bar.value,
                     {missing ? Style::caption_bold : Style::caption,
                      missing ? bar.colour : Colour::ink, Align::centre});
  if (missing) return painter.dashed_outline(shape, bar.colour, painter.px(3));
  painter.fill(shape, bar.colour, std::min(painter.px(10), height / 2));
  Rect foot = shape;
  cut_top(foot, height / 2);
  painter.fill(foot, bar.colour);  // square at the foot
}

}  // namespace

void bars(Painter& painter, Rect rect, const std::vector<Bar>& bars, const std::string& name) {
  if (bars.empty()) return;
  const double largest = std::max(1.0, std::ranges::max(bars, {}, &Bar::size).size);
  const float line = line_height(painter);
  const bool notes = has_notes(bars);
  const auto places = columns(rect, static_cast<int>(bars.size()), painter.px(12));
  for (std::size_t i = 0; i < bars.size(); ++i) {
    Rect place = places[i];
    if (notes) {
      painter.draw_words(cut_bottom(place, line), bars[i].note,
                         {Style::caption_bold, bars[i].colour, Align::centre});
    }
    painter.draw_words(cut_bottom(place, line), bars[i].label,
                       {Style::caption, Colour::ink_soft, Align::centre});
    draw_bar(painter, bars[i], largest, place);
  }
  if (!painter.inert()) painter.add({Role::image, name, {}, true, false, rect, rect});
}

float least_bars_height(const Painter& painter, const std::vector<Bar>& bars) {
  return line_height(painter) * (has_notes(bars) ? 3.0F : 2.0F) + painter.px(56);
}

}  // namespace linli::ui
