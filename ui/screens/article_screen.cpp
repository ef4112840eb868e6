#include <algorithm>

#include "ui/screens/reference_words.h"
#include "ui/screens/screen.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

namespace action = flow::action;

std::vector<std::string> lines_of(const Painter& painter, const flow::SectionView& section) {
  if (!section.lines.empty()) return section.lines;
  return {painter.t("请问工作人员")};
}

Look look_of(const flow::SectionView& section, Style style) {
  return {style, section.lines.empty() ? Colour::ink_soft : Colour::ink, Align::left};
}

float line_gap(const Painter& painter) { return painter.px(painter.large() ? 16 : 10); }

/// Without the card around it.
float section_height(const Painter& painter, const flow::SectionView& section, Style style,
                     float width) {
  float height = painter.height_of(painter.t(heading_of(section.section)), Style::heading, width) +
                 painter.px(12);
  for (const auto& line : lines_of(painter, section)) {
    height += painter.height_of(line, style, width) + line_gap(painter);
  }
  return height;
}

void draw_section(Painter& painter, const flow::SectionView& section, Style style, Rect rect) {
  Rect inner = card(painter, rect);
  painter.heading(inner, painter.t(heading_of(section.section)),
                  {Style::heading, Colour::brand, Align::left}, painter.px(12));
  for (const auto& line : lines_of(painter, section)) {
    painter.text(inner, line, look_of(section, style), line_gap(painter));
  }
}

/// The body's size, or smaller where a page has more to say than fits.
Style style_for(const Painter& painter, const std::vector<flow::SectionView>& sections, Rect body,
                bool beside) {
  const auto count = static_cast<float>(sections.size());
  const float gap = painter.metrics().gap();
  const float padding = 2 * card_padding(painter);
  const float width = (beside ? (body.width - gap * (count - 1)) / count : body.width) - padding;
  float all = 0;
  float highest = 0;
  for (const auto& section : sections) {
    const float height = section_height(painter, section, Style::body, width) + padding;
    all += height + gap;
    highest = std::max(highest, height);
  }
  return (beside ? highest : all - gap) <= body.height ? Style::body : Style::caption;
}

void draw_sections(Painter& painter, const std::vector<flow::SectionView>& sections, Rect body) {
  const bool beside = painter.landscape();
  const Style style = style_for(painter, sections, body, beside);
  const float gap = painter.metrics().gap();
  if (beside) {
    const auto cells = columns(body, static_cast<int>(sections.size()), gap);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      draw_section(painter, sections[i], style, cells[i]);
    }
    return;
  }
  const float padding = 2 * card_padding(painter);
  for (const auto& section : sections) {
    const float height = section_height(painter, section, style, body.width - padding) + padding;
    draw_section(painter, section, style, cut_top(body, height, gap));
  }
}

/// Where it stands, and whom to call.
std::string sources_line(const Painter& painter, const flow::ArticleView& view) {
  std::string titles;
  for (const auto& source : view.article->sources) {
    if (titles.find(source.document) != std::string::npos) continue;
    titles += (titles.empty() ? "" : "；") + source.document;
  }
  return painter.t("根据：{documents}", fmt::arg("documents", titles));
}

void draw_sources(Painter& painter, const flow::ArticleView& view, Rect& body) {
  const std::string line = sources_line(painter, view);
  const float height = painter.height_of(line, Style::caption, body.width);
  painter.text_in(cut_bottom(body, height, painter.px(16)), line,
                  {Style::caption, Colour::ink_soft, Align::left});
}

void draw_hotline(Painter& painter, const flow::ArticleView& view, Rect& body) {
  if (view.hotline == nullptr) return;
  const std::string line = painter.t("想多问：{label} {number}",
                                     fmt::arg("label", painter.in_language(view.hotline->label)),
                                     fmt::arg("number", view.hotline->number));
  const float height = painter.height_of(line, Style::body_bold, body.width);
  painter.text_in(cut_bottom(body, height, painter.px(16)), line,
                  {Style::body_bold, Colour::violet, Align::left});
}

void draw_buttons(Screen& screen, const flow::ArticleView& view, Rect row) {
  Painter& painter = screen.painter;
  const bool both = view.can_apply != nullptr;
  const auto cells = columns(row, both ? 2 : 1, painter.metrics().gap());
  if (button(painter, cells.front(), {.label = painter.t("带走"), .icon = Icon::take_along})) {
    screen.act(action::TakeAlong{});
  }
  if (both && button(painter, cells.back(),
                     {.label = painter.t("去办理"),
                      .icon_behind = Icon::forward,
                      .kind = ButtonKind::primary})) {
    screen.act(action::ApplyFor{view.can_apply});
  }
}

/// The code, and beside or below it what it holds.
void draw_take_along(Painter& painter, const flow::ArticleView& view, Rect body) {
  const bool beside = painter.landscape();
  Rect words = body;
  const float side = beside ? std::min(body.height, body.width * 0.45F)
                            : std::min(body.width * 0.72F, body.height * 0.56F);
  Rect place =
      beside ? cut_left(words, side, painter.px(48)) : cut_top(words, side, painter.px(28));
  draw_code(painter, centred(place, side, side), view.code, painter.t("带走的二维码"));
  painter.heading(words, painter.t("用手机扫一扫，把这些字带回家"), {Style::heading},
                  painter.px(16));
  if (painter.large()) return;  // one thing a screen
  Rect inner = card(painter, words);
  painter.text_in(inner, view.code, {Style::body, Colour::ink, Align::left});
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::ArticleView& view) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("政策指南"), .back = painter.t("返回")};
  if (view.code.empty()) add_page_buttons(painter, frame.navigation, view.page, view.pages);
  return frame;
}

void draw_body(Screen& screen, const flow::ArticleView& view, Rect body) {
  Painter& painter = screen.painter;
  const std::string& title = painter.in_language(view.article->title);
  const int pages = view.code.empty() ? view.pages : 1;
  painter.heading(body, title_with_page(painter, title, view.page, pages),
                  {painter.large() ? Style::heading : Style::title}, painter.px(20));
  if (!view.code.empty()) return draw_take_along(painter, view, body);
  draw_buttons(screen, view, cut_bottom(body, painter.metrics().target(), painter.px(20)));
  if (view.with_sources && !painter.large()) draw_sources(painter, view, body);
  if (view.with_sources) draw_hotline(painter, view, body);
  draw_sections(painter, view.sections, body);
}

}  // namespace linli::ui
