#include "ui/widgets/card.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "kiosk/base/utf8.h"

namespace linli::ui {
namespace {

float message_icon(const Painter& painter) { return painter.px(painter.large() ? 68 : 52); }
float message_padding(const Painter& painter) { return painter.px(painter.large() ? 32 : 28); }

float words_width(const Painter& painter, float width) {
  return width - 2 * message_padding(painter) - message_icon(painter) - painter.px(24);
}

float numbered_indent(const Painter& painter) { return painter.px(painter.large() ? 92 : 72); }
float numbered_circle(const Painter& painter, Style style) {
  return std::round(painter.metrics().text(style) * (painter.large() ? 1.35F : 1.55F));
}
float numbered_gap(const Painter& painter, Style style) {
  return painter.metrics().text(style) * (style == Style::body ? 0.5F : 0.25F);
}

}  // namespace

float card_padding(const Painter& painter) { return painter.px(36); }

Rect card(Painter& painter, Rect rect) {
  const float radius = painter.metrics().card_radius();
  painter.box(rect, Colour::surface, Colour::edge, painter.metrics().border(), radius);
  return inset(rect, card_padding(painter));
}

float chip_width(const Painter& painter, Icon icon, const std::string& words, Style style) {
  const float size = painter.metrics().text(style);
  return painter.width_of(words, style) + painter.px(40) +
         (icon == Icon::none ? 0 : size * 1.2F + painter.px(8));
}

Rect chip(Painter& painter, Rect in, const ChipLook& look, Align align, Role role) {
  const float size = painter.metrics().text(look.style);
  const float width = std::min(in.width, chip_width(painter, look.icon, look.words, look.style));
  const float height = std::min(in.height, size * 1.9F);
  Rect rect{align == Align::right ? right(in) - width : in.x, in.y + (in.height - height) / 2,
            width, height};
  painter.box(rect, look.tint, painter.large() ? look.colour : look.tint, painter.px(2),
              painter.px(14));
  Rect inner = inset(rect, painter.px(18), 0);
  if (look.icon != Icon::none) {
    painter.picture(look.icon, cut_left(inner, size * 1.2F, painter.px(8)), look.colour,
                    size * 1.2F);
  }
  const Rect drawn =
      painter.draw_words(inner, look.words, {look.style, look.colour, Align::centre});
  if (!painter.inert()) painter.add({role, look.words, {}, true, false, rect, drawn});
  return rect;
}

void badge(Painter& painter, Rect in, Icon icon, Colour colour, Colour tint, float side) {
  const Rect square = centred(in, side, side);
  painter.fill(square, tint, painter.metrics().card_radius());
  painter.picture(icon, square, colour, side * 0.56F);
}

float message_height(const Painter& painter, const Message& message, float width) {
  const float inner = words_width(painter, width);
  float height = 0;
  if (!message.headline.empty()) {
    height += painter.height_of(message.headline, Style::body_bold, inner) + painter.px(6);
  }
  for (const auto& words : message.lines) height += painter.height_of(words, Style::body, inner);
  return std::max(height, message_icon(painter)) + 2 * message_padding(painter);
}

/// What there is no room for goes from the end: lines, and of the last one characters.
void shorten(const Painter& painter, Message& message, float width, float height) {
  if (message.lines.empty() || message_height(painter, message, width) <= height) return;
  std::string whole = message.lines.back();
  const auto too_long = [&](std::string line) {
    message.lines.back() = std::move(line);
    return message_height(painter, message, width) > height;
  };
  while (message.lines.size() > 1 && too_long("…")) {
    message.lines.pop_back();
    whole = message.lines.back();
  }
  std::vector<std::size_t> ends{0};  // of its characters
  for (std::string_view rest = whole; !rest.empty();) {
    base::take_code_point(rest);
    ends.push_back(whole.size() - rest.size());
  }
  const auto first = std::ranges::partition_point(
      ends, [&](std::size_t end) { return !too_long(whole.substr(0, end) + "…"); });
  too_long(whole.substr(0, first == ends.begin() ? 0 : *std::prev(first)) + "…");
}

void message(Painter& painter, Rect& page, const Message& message, Role role, float gap) {
  const float height = message_height(painter, message, page.width);
  const Rect wanted{page.x, page.y, page.width, height};
  cut_top(page, height, gap);
  const float radius = painter.metrics().card_radius();
  painter.box(wanted, message.tint, message.tint == Colour::surface ? Colour::edge : message.colour,
              painter.metrics().border(), radius);
  Rect inner = inset(wanted, message_padding(painter));
  const float icon = message_icon(painter);
  Rect icon_area = cut_left(inner, icon, painter.px(24));
  if (message.headline.empty() && message.lines.size() == 1) {
    icon_area = centred(icon_area, icon, icon);
  } else {
    icon_area.height = icon;
  }
  painter.picture(message.icon, icon_area, message.colour, icon);
  std::string rest;
  const Rect words_area = inner;
  float used = 0;
  const auto put = [&](const std::string& words, const Look& look, float behind) {
    const TextBlock block = painter.wrap(words, look.style, inner.width);
    painter.draw(block, {inner.x, inner.y, inner.width, block.height()}, look);
    cut_top(inner, block.height(), behind);
    used += block.height() + behind;
  };
  if (!message.headline.empty()) {
    put(message.headline, {Style::body_bold, message.colour, Align::left}, painter.px(6));
  } else if (message.lines.size() == 1) {
    const float lines = painter.height_of(message.lines.front(), Style::body, inner.width);
    cut_top(inner, (inner.height - lines) / 2);
  }
  for (const auto& words : message.lines) {
    put(words, {Style::body, Colour::ink, Align::left}, 0);
    if (!message.headline.empty() || &words != &message.lines.front()) {
      rest += (rest.empty() ? "" : "\n") + words;
    }
  }
  if (painter.inert()) return;
  const std::string& label =
      message.headline.empty() && !message.lines.empty() ? message.lines.front() : message.headline;
  painter.add({role,
               label,
               rest,
               true,
               false,
               wanted,
               {words_area.x, words_area.y, words_area.width, used}});
}

void fact_card(Painter& painter, Rect& page, const std::vector<FactRow>& facts, float room) {
  const Look look{Style::body_bold, Colour::ink, Align::left};
  const float gap = painter.px(12);
  float label = 0;
  for (const FactRow& fact : facts) {
    label = std::max(label, painter.width_of(fact.label, Style::body));
  }
  label += painter.px(28);
  const float width = page.width - 2 * card_padding(painter);
  float height = 2 * card_padding(painter) - gap;
  std::size_t fitting = 0;
  for (const FactRow& fact : facts) {
    const float row = painter.pair_height(fact.value, look, width, label) + gap;
    if (height + row > room) break;
    height += row;
    ++fitting;
  }
  if (fitting == 0) return;
  Rect inner = card(painter, cut_top(page, height, painter.px(28)));
  for (std::size_t i = 0; i < fitting; ++i) {
    painter.pair(inner, facts[i].label, facts[i].value, look, label, gap);
  }
}

float numbered_lines_height(const Painter& painter, const std::vector<std::string>& lines,
                            float width, Style style) {
  float height = 0;
  for (const auto& line : lines) {
    const float words = painter.height_of(line, style, width - numbered_indent(painter));
    height += std::max(words, numbered_circle(painter, style)) + numbered_gap(painter, style);
  }
  return lines.empty() ? 0 : height - numbered_gap(painter, style);
}

void numbered_lines(Painter& painter, Rect& page, const std::vector<std::string>& lines,
                    Style style) {
  const float circle = numbered_circle(painter, style);
  int number = 0;
  for (const auto& line : lines) {
    const float words = painter.height_of(line, style, page.width - numbered_indent(painter));
    Rect row = cut_top(page, std::max(words, circle), numbered_gap(painter, style));
    Rect mark = cut_left(row, circle, numbered_indent(painter) - circle);
    mark.height = circle;
    painter.fill(mark, Colour::brand_tint, circle / 2);
    painter.draw_words(mark, std::to_string(++number),
                       {Style::caption_bold, Colour::brand, Align::centre});
    painter.text_in(row, line, {style});
  }
}

}  // namespace linli::ui
