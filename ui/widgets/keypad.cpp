#include "ui/widgets/keypad.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace linli::ui {
namespace {

char special_key(KeypadKind kind) {
  switch (kind) {
    case KeypadKind::money:
      return '.';
    case KeypadKind::digits:
      return 'C';
    case KeypadKind::identity:
      return 'X';
  }
  return 'C';
}

/// As on a telephone; where there is no room for four rows, the last one
/// becomes a column.
std::string keys_of(KeypadKind kind, bool in_three_rows) {
  const std::string special(1, special_key(kind));
  return in_three_rows ? "123<4560789" + special : "123456789" + special + "0<";
}

std::string label_of(const Painter& painter, char key) {
  if (key == '<') return painter.t("删一位");
  if (key == 'C') return painter.t("全删");
  if (key == '.') return painter.t("点");
  if (key >= 'a' && key <= 'z') return {static_cast<char>(key - 'a' + 'A')};
  return {key};
}

/// The sign and what it does, one above the other where the key is narrow.
Rect draw_erase(Painter& painter, Rect rect, const std::string& label) {
  const float icon = painter.px(painter.large() ? 72 : 56);
  const float gap = painter.px(12);
  const float width = painter.width_of(label, Style::body_bold);
  Rect both = centred(rect, std::min(rect.width, icon + gap + width), rect.height);
  const bool beside = icon + gap + width <= rect.width;
  const Rect place =
      beside ? cut_left(both, icon, gap) : cut_top(both, std::min(icon, rect.height / 2));
  painter.picture(Icon::erase, place, Colour::ink, std::min(icon, place.height));
  return painter.draw_words(beside ? both : Rect{rect.x, both.y, rect.width, both.height}, label,
                            {Style::body_bold, Colour::ink, Align::centre});
}

bool key(Painter& painter, Rect rect, char value) {
  const float radius = painter.metrics().button_radius();
  const std::string label = label_of(painter, value);
  const Touch touch = painter.target(rect, label, true);
  painter.box(rect, Colour::surface, painter.large() ? Colour::edge : Colour::surface,
              painter.metrics().border(), radius);
  Rect words = rect;
  if (value == '<') {
    words = draw_erase(painter, inset(rect, painter.px(10)), label);
  } else {
    const Style style = value == 'C' ? Style::body_bold : Style::title;
    const std::string shown = value == '.' ? "." : label;
    words =
        painter.draw_words(inset(rect, painter.px(6)), shown, {style, Colour::ink, Align::centre});
  }
  if (touch.held) painter.shade(rect, radius);
  if (!painter.inert()) painter.add({Role::button, label, {}, true, false, rect, words});
  return touch.pressed;
}

constexpr std::string_view kLetterKeys = "abcdefghijklmnopqrstuvwxyz<C";
constexpr float kAroundKeys = 24;

int letters_across(const Painter& painter, float width) {
  const float gap = painter.metrics().gap();
  const float inner = width - 2 * painter.px(kAroundKeys);
  const int most = painter.landscape() && painter.large() ? 10 : 7;
  return std::clamp(static_cast<int>((inner + gap) / (painter.metrics().target() + gap)), 4, most);
}

int letter_rows(int across) { return (static_cast<int>(kLetterKeys.size()) + across - 1) / across; }

/// Of what stands in a field.
Rect words_place(const Painter& painter, Rect field) {
  return inset(field, painter.px(32), painter.px(6));
}

}  // namespace

float letter_keypad_height(const Painter& painter, float width) {
  const auto down = static_cast<float>(letter_rows(letters_across(painter, width)));
  return down * painter.metrics().target() + (down - 1) * painter.metrics().gap() +
         2 * painter.px(kAroundKeys);
}

std::optional<char> letter_keypad(Painter& painter, Rect rect) {
  const Quietly quietly(painter);
  painter.fill(rect, Colour::keyboard, painter.metrics().card_radius());
  const int across = letters_across(painter, rect.width);
  const auto cells = grid(inset(rect, painter.px(kAroundKeys)), across * letter_rows(across),
                          across, painter.metrics().gap());
  std::optional<char> pressed;
  for (std::size_t i = 0; i < kLetterKeys.size(); ++i) {
    if (key(painter, cells[i], kLetterKeys[i])) pressed = kLetterKeys[i];
  }
  return pressed;
}

float keypad_height(const Painter& painter) {
  const Metrics& metrics = painter.metrics();
  const float key_height = metrics.target() + painter.px(metrics.large() ? 0 : 16);
  return 4 * key_height + 3 * metrics.gap() + 2 * painter.px(24);
}

std::optional<char> keypad(Painter& painter, Rect rect, KeypadKind kind) {
  const Quietly quietly(painter);
  painter.fill(rect, Colour::keyboard, painter.metrics().card_radius());
  const float gap = painter.metrics().gap();
  const Rect inner = inset(rect, painter.px(24));
  const bool in_three_rows = inner.height < 4 * painter.metrics().target() + 3 * gap;
  const std::string keys = keys_of(kind, in_three_rows);
  const auto cells = grid(inner, 12, in_three_rows ? 4 : 3, gap);
  std::optional<char> pressed;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (key(painter, cells[i], keys[i])) pressed = keys[i];
  }
  return pressed;
}

float field_height(const Painter& painter) {
  return painter.metrics().target() + painter.px(painter.large() ? 0 : 16);
}

bool has_room(const Painter& painter, const std::string& placeholder, Rect rect) {
  const Rect inner = words_place(painter, rect);
  const TextBlock block = painter.fit(placeholder, Style::body, inner.width, inner.height);
  return block.width <= inner.width && block.height() <= inner.height;
}

bool field_box(Painter& painter, Rect rect, const FieldLook& look) {
  const float radius = painter.metrics().button_radius();
  const Touch touch = painter.target(rect, look.label, true);
  const Colour border = look.wrong ? Colour::red : look.active ? Colour::brand : Colour::edge;
  const float strong = look.active || look.wrong ? painter.px(2) : 0;
  painter.box(rect, Colour::surface, border, painter.metrics().border() + strong, radius);
  const Rect inner = words_place(painter, rect);
  const bool empty = look.words.empty();
  const Look words_look{empty ? Style::body : Style::heading,
                        empty ? Colour::ink_soft : Colour::ink, Align::left};
  const Rect words = painter.draw_words(inner, empty ? look.placeholder : look.words, words_look);
  if (look.active) {  // where the next digit goes
    const float x = empty ? inner.x - painter.px(10) : right(words) + painter.px(6);
    const float height = std::min(inner.height, painter.metrics().text(Style::heading) * 1.2F);
    painter.fill({x, rect.y + (rect.height - height) / 2, painter.px(4), height}, Colour::brand);
  }
  if (touch.held) painter.shade(rect, radius);
  if (!painter.inert()) {
    Node node{Role::field, look.label, look.words, true, look.active, rect, words};
    if (empty) node.hint = look.placeholder;
    painter.add(std::move(node));
  }
  return touch.pressed;
}

}  // namespace linli::ui
