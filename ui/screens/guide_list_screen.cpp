#include "ui/screens/reference_words.h"
#include "ui/screens/screen.h"
#include "ui/screens/tile_looks.h"
#include "ui/widgets/card.h"
#include "ui/widgets/tile.h"

namespace linli::ui {
namespace {

std::string title_of(const Painter& painter, const flow::GuideListView& view) {
  if (view.group) return name_of(painter, *view.group);
  if (!view.searched.empty()) {
    return painter.t("找“{word}”", fmt::arg("word", view.searched));
  }
  return painter.t("您想了解哪一类？");
}

int groups_across(const Painter& painter) {
  if (painter.landscape()) return painter.large() ? 3 : 4;
  return painter.large() ? 1 : 2;
}

void draw_groups(Screen& screen, const flow::GuideListView& view, Rect body) {
  Painter& painter = screen.painter;
  const auto cells = grid(body, static_cast<int>(view.groups.size()), groups_across(painter),
                          painter.metrics().gap());
  for (std::size_t i = 0; i < view.groups.size(); ++i) {
    if (tile(painter, cells[i], look_of(painter, view.groups[i]))) {
      screen.act(flow::action::ChooseGuideGroup{view.groups[i]});
    }
  }
}

/// As many rows as a full page has, so that the last page's are not higher.
void draw_matters(Screen& screen, const flow::GuideListView& view, Rect body) {
  Painter& painter = screen.painter;
  const int places = painter.large() ? 4 : 6;
  const auto cells = grid(body, places, painter.landscape() ? 2 : 1, painter.metrics().gap());
  for (std::size_t i = 0; i < view.articles.size(); ++i) {
    const auto& article = *view.articles[i];
    const TileLook look = look_of(painter, article.group);
    const auto& about = article.lines(reference::GuideSection::what);
    const std::string line =
        painter.large() || about.empty() ? "" : painter.in_language(about.front());
    if (link_card(painter, cells[i],
                  {look.icon, look.colour, look.tint, painter.in_language(article.title), line})) {
      screen.act(flow::action::OpenArticle{&article});
    }
  }
}

void draw_nothing_found(Painter& painter, Rect body) {
  message(painter, body,
          {Icon::info,
           Colour::amber,
           Colour::amber_tint,
           painter.t("没有找到"),
           {painter.t("换个词试试，或者请问工作人员。")}},
          Role::text, 0);
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::GuideListView& view) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("政策指南"), .back = painter.t("返回")};
  add_page_buttons(painter, frame.navigation, view.page, view.pages);
  if (view.can_write) {
    frame.navigation.push_back(
        {{.label = painter.t("找一找"), .icon = Icon::search, .kind = ButtonKind::primary},
         flow::action::OpenSearch{}});
  }
  return frame;
}

void draw_body(Screen& screen, const flow::GuideListView& view, Rect body) {
  Painter& painter = screen.painter;
  painter.heading(body, title_with_page(painter, title_of(painter, view), view.page, view.pages),
                  {painter.large() ? Style::heading : Style::title},
                  painter.px(painter.large() && !view.groups.empty() ? 8 : 24));
  if (!view.groups.empty()) return draw_groups(screen, view, body);
  if (view.articles.empty()) return draw_nothing_found(painter, body);
  draw_matters(screen, view, body);
}

}  // namespace linli::ui
