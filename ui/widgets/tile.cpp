#include "ui/widgets/tile.h"

#include <algorithm>

#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

Rect draw_standing(Painter& painter, Rect inner, const TileLook& look) {
  const float side = std::min(painter.px(176), inner.height * 0.42F);
  const float gap = painter.px(24);
  const float line = painter.metrics().text(Style::body) * 1.4F;
  const float words_height = inner.height - side - gap;
  const TextBlock title = painter.fit(look.title, Style::title, inner.width, words_height - line);
  const TextBlock subtitle =
      painter.fit(look.subtitle, Style::body, inner.width, words_height - title.height());
  Rect all = centred(inner, inner.width, side + gap + title.height() + subtitle.height());
  badge(painter, cut_top(all, side, gap), look.icon, look.colour, look.tint, side);
  const Rect words = all;
  painter.draw(title, cut_top(all, title.height()), {Style::title, Colour::ink, Align::centre});
  painter.draw(subtitle, cut_top(all, subtitle.height()),
               {Style::body, Colour::ink_soft, Align::centre});
  return words;
}

Rect draw_lying(Painter& painter, Rect inner, const TileLook& look, Style title_style) {
  const float icon = painter.px(painter.large() ? 108 : 88);
  painter.picture(look.icon, cut_left(inner, icon, painter.px(36)), look.colour, icon);
  // A low row has the title only; what leads nowhere says why where the others lead on.
  const bool low = painter.large() && inner.height < painter.px(120);
  const bool narrow = inner.width < painter.px(520);  // the words come first
  if (look.enabled && !narrow) {
    const float chevron = painter.px(painter.large() ? 72 : 56);
    painter.picture(Icon::right, cut_right(inner, chevron, painter.px(16)), Colour::ink, chevron);
  } else if (!look.enabled && low) {
    const float why = painter.width_of(look.subtitle, Style::body);
    painter.draw_words(cut_right(inner, why, painter.px(16)), look.subtitle,
                       {Style::body, Colour::ink_soft});
  }
  if (look.subtitle.empty() || low) return painter.draw_words(inner, look.title, {title_style});
  const TextBlock title = painter.fit(look.title, title_style, inner.width, inner.height * 0.6F);
  const TextBlock subtitle =
      painter.fit(look.subtitle, Style::body, inner.width, inner.height - title.height());
  Rect all = centred(inner, inner.width, title.height() + subtitle.height());
  const Rect words = all;
  painter.draw(title, cut_top(all, title.height()), {title_style});
  painter.draw(subtitle, cut_top(all, subtitle.height()),
               {Style::body, Colour::ink_soft, Align::left});
  return words;
}

template <class DrawWords>
bool press_card(Painter& painter, Rect rect, const TileLook& look, const DrawWords& draw_inside) {
  const Touch touch = painter.target(rect, look.title, look.enabled);
  const Rect inner = card(painter, rect);
  const Rect words = draw_inside(inner);
  if (touch.held) painter.shade(rect, painter.metrics().card_radius());
  if (!painter.inert()) {
    painter.add({Role::button, look.title, look.subtitle, look.enabled, false, rect, words});
  }
  return touch.pressed;
}

TileLook greyed(TileLook look) {
  if (!look.enabled) {
    look.colour = Colour::ink_disabled;
    look.tint = Colour::page;
  }
  return look;
}

}  // namespace

bool tile(Painter& painter, Rect rect, const TileLook& wanted) {
  const TileLook look = greyed(wanted);
  return press_card(painter, rect, look, [&](Rect inner) {
    return painter.large() ? draw_lying(painter, inner, look, Style::title)
                           : draw_standing(painter, inner, look);
  });
}

bool small_tile(Painter& painter, Rect rect, const TileLook& wanted) {
  const TileLook look = greyed(wanted);
  return press_card(painter, rect, look, [&](Rect inner) {
    Rect all = inset(inner, -card_padding(painter) / 2, -card_padding(painter) / 2);
    const float side = std::min(painter.px(64), all.height * 0.45F);
    const TextBlock title = painter.fit(look.title, Style::body, all.width, all.height - side);
    all = centred(all, all.width, side + painter.px(8) + title.height());
    painter.picture(look.icon, cut_top(all, side, painter.px(8)), look.colour, side);
    painter.draw(title, all, {Style::body, Colour::ink, Align::centre});
    return all;
  });
}

bool link_card(Painter& painter, Rect rect, const TileLook& look) {
  return press_card(painter, rect, look, [&](Rect inner) {
    return draw_lying(painter, inset(inner, 0, -card_padding(painter) / 2), look, Style::body_bold);
  });
}

float link_card_height(const Painter& painter, const TileLook& look, float width) {
  const float beside = painter.px(painter.large() ? 108 + 36 + 72 + 16 : 88 + 36 + 56 + 16);
  const float inner = width - 2 * card_padding(painter) - beside;
  const float words =
      painter.height_of(look.title, Style::body_bold, inner) +
      (look.subtitle.empty() ? 0 : painter.height_of(look.subtitle, Style::body, inner));
  return std::max(painter.metrics().target(), words + card_padding(painter) + painter.px(16));
}

}  // namespace linli::ui
