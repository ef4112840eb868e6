#include <algorithm>

#include "kiosk/domain/person.h"
#include "ui/screens/form_field.h"
#include "ui/screens/words.h"
#include "ui/widgets/card.h"

/// People and rows of things: a box for each, and a button that adds one.
namespace linli::ui {
namespace {

namespace action = flow::action;
using catalogue::FieldKind;

struct Item {
  std::string title;
  std::string subtitle;
};

Item item_of(const Painter& painter, const domain::HouseholdMember& member) {
  const std::string name =
      member.name.empty() ? painter.t("姓名以后补") : domain::mask_name(member.name);
  return {name + " · " + painter.t(name_of(member.relation)), member.number.masked()};
}

/// The first column, and the others in a line.
Item item_of(const Painter& painter, const catalogue::Field& table, const domain::Row& row) {
  Item item;
  for (const catalogue::Field& column : table.columns) {
    const auto cell = row.find(column.id);
    if (cell == row.end()) continue;
    const auto answer =
        std::visit([](const auto& value) { return domain::Answer(value); }, cell->second);
    std::string& line = &column == &table.columns.front() ? item.title : item.subtitle;
    line += (line.empty() ? "" : " · ") + answer_words(painter, column, answer);
  }
  return item;
}

std::vector<Item> items_of(const Painter& painter, const flow::FieldView& field) {
  std::vector<Item> items;
  if (field.answer == nullptr) return items;
  if (const auto* people = std::get_if<domain::Household>(field.answer)) {
    for (const auto& member : *people) items.push_back(item_of(painter, member));
  } else if (const auto* table = std::get_if<domain::Table>(field.answer)) {
    for (const auto& row : *table) items.push_back(item_of(painter, *field.field, row));
  }
  return items;
}

float row_height(const Painter& painter) {
  const float lines = painter.metrics().text(Style::body) * 1.4F * 2;
  return std::max(painter.metrics().target(), lines) + painter.px(24);
}

float add_height(const Painter& painter) {
  return painter.metrics().target() + painter.px(painter.large() ? 0 : 16);
}

void remove(Screen& screen, const catalogue::Field& field, int index) {
  if (field.kind == FieldKind::table) {
    screen.act(action::RemoveRow{field.id, index});
  } else {
    screen.act(action::RemoveMember{field.id, index});
  }
}

/// A long masked name by its ends.
std::string fitting_title(const Painter& painter, std::string title, float room) {
  while (painter.width_of(title, Style::body_bold) > room && title.find("**") != title.npos) {
    title.erase(title.find("**"), 1);
  }
  return title;
}

void draw_item(Screen& screen, const catalogue::Field& field, const Item& item, int index,
               Rect row) {
  Painter& painter = screen.painter;
  const Quietly quietly(painter);  // whose family it is, and what they own
  const float radius = painter.metrics().button_radius();
  painter.box(row, Colour::surface, Colour::edge, painter.metrics().border(), radius);
  Rect inner = inset(row, painter.px(28), painter.px(14));
  const bool things = field.kind == FieldKind::table;
  const ButtonLook look{
      .label = painter.t(things ? "删除第 {n} 项" : "删除第 {n} 位", fmt::arg("n", index + 1)),
      .words = painter.t("删除"),
      .icon = Icon::remove,
      .kind = ButtonKind::plain};
  const Rect place = cut_right(inner, button_width(painter, look), painter.px(20));
  const Rect target = centred(place, place.width, painter.metrics().target());
  if (button(painter, target, look)) remove(screen, field, index);
  const Rect lower = item.subtitle.empty() ? Rect{} : cut_bottom(inner, inner.height / 2);
  painter.text_in(inner, fitting_title(painter, item.title, inner.width),
                  {Style::body_bold, Colour::ink, Align::left});
  if (!item.subtitle.empty()) {
    painter.text_in(lower, item.subtitle, {Style::body, Colour::ink_soft, Align::left});
  }
}

std::string add_words(const Painter& painter, const catalogue::Field& field) {
  if (field.kind == FieldKind::household) return painter.t("添加家人");
  if (field.kind == FieldKind::person) return painter.t("填这个人");
  return painter.t("添加{row}", fmt::arg("row", painter.in_language(field.row)));
}

/// "Add", and page buttons where there are several pages.
void draw_buttons(Screen& screen, const flow::FormView& form, const catalogue::Field& field,
                  Rect row) {
  Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  if (form.list_pages > 1) {
    std::vector<NavigationButton> turning;
    add_page_buttons(painter, turning, form.list_page, form.list_pages);
    for (auto turn = turning.rbegin(); turn != turning.rend(); ++turn) {
      const Rect place = cut_right(row, button_width(painter, turn->look), gap);
      if (button(painter, place, turn->look)) screen.act(turn->action);
    }
  }
  const ButtonLook add{
      .label = add_words(painter, field), .icon = Icon::add, .kind = ButtonKind::secondary};
  if (!button(painter, row, add)) return;
  if (field.kind == FieldKind::table) {
    screen.act(action::AddRow{field.id});
  } else {
    screen.act(action::AddMember{field.id});
  }
}

/// One person is added once.
bool can_add(const flow::FieldView& field) {
  return field.field->kind != FieldKind::person || field.answer == nullptr;
}

}  // namespace

float list_height(const Screen& screen, const FormPage& page, const flow::FieldView& field) {
  const Painter& painter = screen.painter;
  const auto count = static_cast<float>(field.answer == nullptr ? 0 : page.form.list_count);
  return count * (row_height(painter) + painter.metrics().gap()) +
         (can_add(field) ? add_height(painter) : 0);
}

void draw_list(Screen& screen, const FormPage& page, const flow::FieldView& field, Rect rect) {
  Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  const auto items = items_of(painter, field);
  const int end =
      std::min(page.form.list_first + page.form.list_count, static_cast<int>(items.size()));
  for (int i = page.form.list_first; i < end; ++i) {
    draw_item(screen, *field.field, items[static_cast<std::size_t>(i)], i,
              cut_top(rect, row_height(painter), gap));
  }
  if (can_add(field)) {
    draw_buttons(screen, page.form, *field.field, cut_top(rect, add_height(painter)));
  }
}

}  // namespace linli::ui
