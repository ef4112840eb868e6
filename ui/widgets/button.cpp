#include "ui/widgets/button.h"

#include <algorithm>

namespace linli::ui {
namespace {

constexpr float kBesideWords = 12;

struct Paint {
  Colour ground;
  Colour border;
  Colour words;
  Colour icon;
};

Paint paint_of(const ButtonLook& look) {
  if (!look.enabled) {
    return {Colour::page, Colour::line, Colour::ink_disabled, Colour::ink_disabled};
  }
  switch (look.kind) {
    case ButtonKind::primary:
      return {Colour::brand, Colour::brand, Colour::surface, Colour::surface};
    case ButtonKind::secondary:
      return {Colour::surface, Colour::brand, Colour::brand, Colour::brand};
    case ButtonKind::plain:
      return {Colour::surface, Colour::edge, Colour::ink, Colour::brand};
    case ButtonKind::danger:
      return {Colour::red, Colour::red, Colour::surface, Colour::surface};
  }
  return {};
}

const std::string& words_of(const ButtonLook& look) {
  return look.words.empty() ? look.label : look.words;
}

Style style_of(const ButtonLook& look) {
  if (look.big) return Style::heading;
  return look.kind == ButtonKind::plain ? Style::body : Style::body_bold;
}

float icon_size(const Painter& painter) {
  return painter.metrics().text(Style::body) * (painter.large() ? 1.2F : 1.35F);
}

Rect draw_stacked(Painter& painter, Rect inner, const ButtonLook& look, const Paint& paint) {
  const float icon = icon_size(painter);
  const TextBlock block =
      painter.fit(words_of(look), style_of(look), inner.width, inner.height - icon);
  Rect both = centred(inner, inner.width, icon + block.height());
  const Icon shown = look.icon != Icon::none ? look.icon : look.icon_behind;
  painter.picture(shown, cut_top(both, icon), paint.icon, icon);
  return painter.draw(block, both, {style_of(look), paint.words, Align::centre});
}

Rect draw_in_line(Painter& painter, Rect inner, const ButtonLook& look, const Paint& paint) {
  const float icon = icon_size(painter);
  const float gap = painter.px(12);
  const bool before = look.icon != Icon::none;
  const bool behind = look.icon_behind != Icon::none;
  const float beside = (before ? icon + gap : 0) + (behind ? icon + gap : 0);
  const TextBlock block =
      painter.fit(words_of(look), style_of(look), inner.width - beside, inner.height);
  Rect both = centred(inner, block.width + beside, inner.height);
  if (before) painter.picture(look.icon, cut_left(both, icon, gap), paint.icon, icon);
  if (behind) painter.picture(look.icon_behind, cut_right(both, icon, gap), paint.icon, icon);
  return painter.draw(block, both, {style_of(look), paint.words, Align::centre});
}

}  // namespace

bool button(Painter& painter, Rect rect, const ButtonLook& look) {
  const Paint paint = paint_of(look);
  const float radius = painter.metrics().button_radius();
  const Touch touch = painter.target(rect, look.label, look.enabled);
  const float strong = look.kind == ButtonKind::secondary ? painter.px(1) : 0;
  painter.box(rect, paint.ground, paint.border, painter.metrics().border() + strong, radius);
  const Rect inner = inset(rect, painter.px(kBesideWords), painter.px(6));
  const Rect words = look.stacked ? draw_stacked(painter, inner, look, paint)
                                  : draw_in_line(painter, inner, look, paint);
  if (touch.held) painter.shade(rect, radius);
  if (!painter.inert())
    painter.add({Role::button, look.label, {}, look.enabled, false, rect, words});
  return touch.pressed;
}

float button_width(const Painter& painter, const ButtonLook& look) {
  const float icon = icon_size(painter) + painter.px(12);
  return painter.width_of(words_of(look), style_of(look)) + painter.px(64) +
         (look.icon != Icon::none ? icon : 0) + (look.icon_behind != Icon::none ? icon : 0);
}

float narrow_button_width(const Painter& painter, const ButtonLook& look) {
  return painter.width_of(words_of(look), style_of(look)) + painter.px(2 * kBesideWords + 2);
}

}  // namespace linli::ui
