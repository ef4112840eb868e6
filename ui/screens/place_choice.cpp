#include "ui/screens/form_field.h"
#include "ui/widgets/choice.h"

/// Places to choose from, level by level.
namespace linli::ui {
namespace {

namespace action = flow::action;

/// The level above and the pages, side by side.
void draw_ways(Screen& screen, const catalogue::Field& field, const flow::PlaceChoiceView& place,
               Rect row) {
  Painter& painter = screen.painter;
  const auto cells = columns(row, 3, painter.metrics().gap());
  const ButtonLook up{
      .label = painter.t("上一级"), .icon = Icon::up, .kind = ButtonKind::secondary};
  if (place.within != nullptr && button(painter, cells[0], up)) {
    screen.act(action::ChoosePlace{field.id, place.up});
  }
  std::vector<NavigationButton> turning;
  add_page_buttons(painter, turning, place.page, place.pages);
  for (std::size_t i = 0; i < turning.size(); ++i) {
    if (!button(painter, cells[i + 1], turning[i].look)) continue;
    screen.act(action::TurnPlacePage{field.id, std::get<action::TurnPage>(turning[i].action).page});
  }
}

int across(const Painter& painter) { return painter.landscape() || painter.large() ? 2 : 3; }

}  // namespace

void draw_place_choice(Screen& screen, const flow::FieldView& field,
                       const flow::PlaceChoiceView& place, Rect rect) {
  Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  if (place.within != nullptr || place.pages > 1) {
    draw_ways(screen, *field.field, place, cut_bottom(rect, painter.metrics().target(), gap));
  }
  const int wide = across(painter);
  const int down = (place.per_page + wide - 1) / wide;
  const float tallest = static_cast<float>(down) * painter.metrics().target() * 1.3F;
  const auto cells = grid(cut_top(rect, std::min(rect.height, tallest)), wide * down, wide, gap);
  for (std::size_t i = 0; i < place.offered.size(); ++i) {
    const catalogue::DivisionRow& row = *place.offered[i];
    if (choice(painter, cells[i], painter.in_language(row.name), &row == place.chosen,
               ChoiceKind::one)) {
      screen.act(action::ChoosePlace{field.field->id, row.code});
    }
  }
}

}  // namespace linli::ui
