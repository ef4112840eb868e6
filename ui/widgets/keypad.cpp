#include "ui/widgets/keypad.h"

#include <algorithm>

namespace linli::ui {
namespace {

const char* keys_of(KeypadKind kind) {
  switch (kind) {
    case KeypadKind::money: return "123456789.0<";
    case KeypadKind::digits: return "123456789C0<";
    case KeypadKind::identity: return "123456789X0<";
  }
  return "";
}

std::string label_of(const Painter& painter, char key) {
  if (key == '<') return painter.t("删一位");
  if (key == 'C') return painter.t("全删");
  if (key == '.') return painter.t("点");
  return {key};
}

bool key(Painter& painter, Rect rect, char value) {
  const float radius = painter.metrics().button_radius();
  const std::string label = label_of(painter, value);
  const Touch touch = painter.target(rect, label, true);
  painter.fill(rect, Colour::surface, radius);
  if (painter.large()) painter.outline(rect, Colour::edge, painter.metrics().border(), radius);
  Rect words = rect;
  if (value == '<') {
    painter.picture(Icon::erase, rect, Colour::ink, painter.px(painter.large() ? 72 : 56));
  } else {
    const Style style = value == 'C' ? Style::body_bold : Style::title;
    const std::string shown = value == '.' ? "." : label;
    words = painter.draw_words(inset(rect, painter.px(6)), shown, {style, Colour::ink, Align::centre});
  }
  if (touch.held) painter.shade(rect, radius);
  if (!painter.inert()) painter.add({Role::button, label, {}, true, false, rect, words});
  return touch.pressed;
}

}  // namespace

float keypad_height(const Painter& painter) {
  const Metrics& metrics = painter.metrics();
  const float key_height = metrics.target() + painter.px(metrics.large() ? 0 : 16);
  return 4 * key_height + 3 * metrics.gap() + 2 * painter.px(24);
}

std::optional<char> keypad(Painter& painter, Rect rect, KeypadKind kind) {
  painter.fill(rect, Colour::keyboard, painter.metrics().card_radius());
  const auto cells = grid(inset(rect, painter.px(24)), 12, 3, painter.metrics().gap());
  std::optional<char> pressed;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (key(painter, cells[i], keys_of(kind)[i])) pressed = keys_of(kind)[i];
  }
  return pressed;
}

float field_height(const Painter& painter) {
  return painter.metrics().target() + painter.px(painter.large() ? 0 : 16);
}

bool field_box(Painter& painter, Rect rect, const FieldLook& look) {
  const float radius = painter.metrics().button_radius();
  const Touch touch = painter.target(rect, look.label, true);
  const Colour border = look.wrong ? Colour::red : look.active ? Colour::brand : Colour::edge;
  painter.fill(rect, Colour::surface, radius);
  painter.outline(rect, border,
                  painter.metrics().border() + (look.active || look.wrong ? painter.px(2) : 0),
                  radius);
  Rect inner = inset(rect, painter.px(32), painter.px(6));
  const bool empty = look.words.empty();
  const Look words_look{empty ? Style::body : Style::heading,
                        empty ? Colour::ink_soft : Colour::ink, Align::left};
  const Rect words =
      painter.draw_words(inner, empty ? look.placeholder : look.words, words_look);
  if (look.active) {  // where the next digit goes
    const float x = empty ? inner.x - painter.px(10) : right(words) + painter.px(6);
    const float height = std::min(inner.height, painter.metrics().text(Style::heading) * 1.2F);
    painter.fill({x, rect.y + (rect.height - height) / 2, painter.px(4), height}, Colour::brand);
  }
  if (touch.held) painter.shade(rect, radius);
  if (!painter.inert()) {
    painter.add({Role::field, look.label, look.words, true, look.active, rect, words});
  }
  return touch.pressed;
}

}  // namespace linli::ui
