#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "ui/widgets/painter.h"

namespace linli::ui {
namespace {

std::string_view without_space_behind(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

/// Bytes of the UTF-8 character at the front.
std::size_t first_character(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
    ++length;
  return length;
}

constexpr float kShrink = 0.94F;

}  // namespace

ImFont* Painter::font(Style style) const {
  return is_bold(style) ? theme_.fonts->bold() : theme_.fonts->regular();
}

float Painter::width_at(std::string_view text, Style style, float size) const {
  return font(style)
      ->CalcTextSizeA(size * Fonts::kTextSizeOfEm, FLT_MAX, 0, text.data(),
                      text.data() + text.size())
      .x;
}

float Painter::width_of(std::string_view text, Style style) const {
  return width_at(text, style, metrics_.text(style));
}

TextBlock Painter::wrap_at(std::string_view text, Style style, float size, float width) const {
  TextBlock block;
  block.size = size;
  block.line_height = std::round(size * metrics_.leading(style));
  const auto finish_line = [&](std::string_view line) {
    line = without_space_behind(line);
    block.width = std::max(block.width, width_at(line, style, size));
    block.lines.emplace_back(line);
  };
  std::size_t start = 0;  // of the line
  std::size_t end = 0;    // of what fits it so far
  for (const std::size_t next : theme_.line_breaks.in(text)) {
    const auto candidate = without_space_behind(text.substr(start, next - start));
    if (end > start && width_at(candidate, style, size) > width) {
      finish_line(text.substr(start, end - start));
      start = end;
    }
    // A word longer than a line (a web address) is cut where the line ends.
    while (width_at(without_space_behind(text.substr(start, next - start)), style, size) > width) {
      std::size_t cut = first_character(text.substr(start));
      for (std::size_t more = cut; start + more < next;
           more += first_character(text.substr(start + more))) {
        if (width_at(text.substr(start, more), style, size) > width) break;
        cut = more;
      }
      if (start + cut >= next) break;
      finish_line(text.substr(start, cut));
      start += cut;
    }
    end = next;
    if (next > 0 && text[next - 1] == '\n') {
      finish_line(text.substr(start, next - start));
      start = next;
    }
  }
  if (start < text.size()) finish_line(text.substr(start));
  return block;
}

TextBlock Painter::wrap(std::string_view text, Style style, float width) const {
  return wrap_at(text, style, metrics_.text(style), width);
}

/// The narrowest block of as many lines, so that no word is left alone in the last one.
TextBlock Painter::balanced(TextBlock block, std::string_view text, Style style,
                            float width) const {
  if (block.lines.size() < 2) return block;
  float fits = width;
  float narrow = width / static_cast<float>(block.lines.size());
  while (fits - narrow > block.size / 2) {
    const float middle = (fits + narrow) / 2;
    TextBlock candidate = wrap_at(text, style, block.size, middle);
    if (candidate.lines.size() > block.lines.size() || candidate.width > middle) {
      narrow = middle;
    } else {
      fits = middle;
      block = std::move(candidate);
    }
  }
  return block;
}

TextBlock Painter::wrap_balanced(std::string_view text, Style style, float width) const {
  return balanced(wrap(text, style, width), text, style, width);
}

TextBlock Painter::fit(std::string_view text, Style style, float width, float height) const {
  const Style least = style == Style::header_title ? Style::header : Style::caption;
  const float smallest = std::min(metrics_.text(least), metrics_.text(style));
  float size = metrics_.text(style);
  TextBlock block = wrap_at(text, style, size, width);
  // One pixel is the rounding of cells of a grid.
  while ((block.height() > height + 1 || block.width > width + 1) && size > smallest) {
    size = std::max(smallest, size * kShrink);
    block = wrap_at(text, style, size, width);
  }
  return block;
}

float Painter::height_of(std::string_view text, Style style, float width) const {
  return wrap(text, style, width).height();
}

Rect Painter::draw(const TextBlock& block, Rect in, const Look& look) {
  const float top = in.y + (in.height - block.height()) / 2;
  Rect words{right(in), top, 0, block.height()};
  float y = top;
  for (const std::string& line : block.lines) {
    const float width = width_at(line, look.style, block.size);
    float x = in.x;
    if (look.align == Align::centre) x += (in.width - width) / 2;
    if (look.align == Align::right) x += in.width - width;
    const float box = block.size * Fonts::kTextSizeOfEm;
    list_->AddText(font(look.style), box,
                   {std::round(x), std::round(y + (block.line_height - box) / 2)},
                   colour(look.colour), line.c_str());
    words.x = std::min(words.x, x);
    words.width = std::max(words.width, width);
    y += block.line_height;
  }
  return words;
}

Rect Painter::draw_words(Rect in, std::string_view text, const Look& look) {
  TextBlock block = fit(text, look.style, in.width, in.height);
  if (look.align == Align::centre) block = balanced(std::move(block), text, look.style, in.width);
  return draw(block, in, look);
}

void Painter::flow_text(Role role, Rect& page, std::string_view text, const Look& look, float gap) {
  if (text.empty()) return;
  const TextBlock block = look.align == Align::centre ? wrap_balanced(text, look.style, page.width)
                                                      : wrap(text, look.style, page.width);
  const Rect area = cut_top(page, block.height(), gap);
  const Rect words = draw(block, {area.x, area.y, area.width, block.height()}, look);
  if (!inert_) add({role, std::string(text), {}, true, false, words, words});
}

void Painter::text(Rect& page, std::string_view text, const Look& look, float gap) {
  flow_text(Role::text, page, text, look, gap);
}

void Painter::heading(Rect& page, std::string_view text, const Look& look, float gap) {
  flow_text(Role::heading, page, text, look, gap);
}

void Painter::text_in(Rect in, std::string_view text, const Look& look, Role role) {
  if (text.empty()) return;
  const Rect words = draw_words(in, text, look);
  if (!inert_) add({role, std::string(text), {}, true, false, in, words});
}

float Painter::pair_height(std::string_view value, const Look& value_look, float width,
                           float label_width) const {
  return height_of(value, value_look.style, width - label_width);
}

void Painter::pair(Rect& page, std::string_view label, std::string_view value,
                   const Look& value_look, float label_width, float gap) {
  const TextBlock block = wrap(value, value_look.style, page.width - label_width);
  Rect area = cut_top(page, block.height(), gap);
  area.height = block.height();
  const Style label_style = large() ? value_look.style : Style::body;
  const Style plain = is_bold(label_style) ? Style::body : label_style;
  const Rect label_area{area.x, area.y, label_width - px(16), block.line_height};
  const Rect label_words = draw_words(label_area, label, {plain, Colour::ink_soft, Align::left});
  const Rect value_area{area.x + label_width, area.y, area.width - label_width, area.height};
  const Rect words = draw(block, value_area, value_look);
  if (inert_) return;
  const Rect both{label_words.x, area.y, right(words) - label_words.x, area.height};
  add({Role::text, std::string(label), std::string(value), true, false, both, both});
}

}  // namespace linli::ui
