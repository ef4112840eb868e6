#include <algorithm>

#include "ui/screens/benefit_card.h"
#include "ui/screens/formats.h"
#include "ui/screens/screen.h"
#include "ui/screens/words.h"
#include "ui/widgets/tile.h"

namespace linli::ui {
namespace {

using State = flow::BenefitsView::State;

void draw_waiting(Screen& screen, const flow::BenefitsView& benefits, Rect body) {
  Painter& painter = screen.painter;
  Rect middle = centred(body, body.width, painter.px(painter.large() ? 560 : 460));
  const float side = painter.px(200);
  Rect circle = centred(cut_top(middle, side, painter.px(36)), side, side);
  painter.fill(circle, Colour::brand_tint, side / 2);
  painter.picture(Icon::wait, circle, Colour::brand, side * 0.5F);
  painter.heading(middle, painter.t("正在查询，请稍等"), {Style::title, Colour::ink, Align::centre},
                  painter.px(16));
  if (!benefits.slow) return;
  painter.text(middle, painter.t("网络有点慢。可以再等一会儿，也可以按“返回”。"),
               {Style::body, Colour::ink_soft, Align::centre});
}

std::string source_line(const Screen& screen, const offline_cache::BenefitAnswer& answer) {
  return screen.painter.t("数据时间 {time} · 来自{source}",
                          fmt::arg("time", format_moment(screen.painter, answer.status.as_of,
                                                         screen.view.header.now)),
                          fmt::arg("source", answer.status.source));
}

void draw_top(Screen& screen, const flow::BenefitsView& benefits, Rect& body) {
  Painter& painter = screen.painter;
  const auto& answer = *benefits.answer;
  const int count = static_cast<int>(answer.status.benefits.size());
  painter.heading(body,
                  count == 0 ? painter.t("没有查到您正在享受的待遇")
                             : painter.t_count("您名下有 {n} 项待遇", count),
                  {Style::title}, painter.px(4));
  std::string line = source_line(screen, answer);
  if (benefits.pages > 1) {
    line += " · " + painter.t("第 {page} 页，共 {pages} 页", fmt::arg("page", benefits.page + 1),
                              fmt::arg("pages", benefits.pages));
  }
  painter.text(body, line, {Style::caption, Colour::ink_soft, Align::left}, painter.px(20));
  if (answer.from_cache) {
    message(painter, body,
            {Icon::offline, Colour::amber, Colour::amber_tint, {},
             {painter.t("现在没有网络，这是上次查到的结果。")}},
            Role::alert, painter.px(20));
  }
}

void draw_cards(Screen& screen, const flow::BenefitsView& benefits, Rect body) {
  Painter& painter = screen.painter;
  const auto& all = benefits.answer->status.benefits;
  const int last = std::min(benefits.first + benefits.count, static_cast<int>(all.size()));
  const int count = std::max(0, last - benefits.first);
  if (count == 0) return;
  const int across = painter.landscape() ? count : 1;
  const auto cells = grid(body, count, across, painter.px(28));
  for (int i = 0; i < count; ++i) {
    draw_benefit_card(painter, all[static_cast<std::size_t>(benefits.first + i)],
                      cells[static_cast<std::size_t>(i)]);
  }
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::BenefitsView& benefits) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("查待遇"), .back = painter.t("返回")};
  if (benefits.state == State::shown) {
    add_page_buttons(painter, frame.navigation, benefits.page, benefits.pages);
  }
  if (benefits.state == State::failed) {
    frame.navigation.push_back({{.label = painter.t("再试一次"), .icon = Icon::again,
                                 .kind = ButtonKind::primary},
                                flow::action::Retry{}});
  }
  return frame;
}

void draw_body(Screen& screen, const flow::BenefitsView& benefits, Rect body) {
  Painter& painter = screen.painter;
  if (benefits.state == State::loading) return draw_waiting(screen, benefits, body);
  if (benefits.state == State::failed) {
    painter.heading(body, painter.t("没有查到结果"), {Style::title}, painter.px(28));
    if (benefits.error) {
      message(painter, body, message_of(painter, words_for_benefits(*benefits.error)), Role::alert,
              painter.px(28));
    }
  } else if (benefits.answer) {
    draw_top(screen, benefits, body);
  }
  if (benefits.can_apply != nullptr) {
    const TileLook look{Icon::idea, Colour::brand, Colour::brand_tint,
                        painter.t("遇到急难？可以{title}",
                                  fmt::arg("title", service_title(painter, benefits.can_apply))),
                        painter.large() ? "" : painter.in_language(benefits.can_apply->summary)};
    const bool at_end = benefits.state == State::shown && benefits.count > 0;
    const float height = link_card_height(painter, look, body.width);
    const Rect place = at_end ? cut_bottom(body, height, painter.px(28))
                              : cut_top(body, height, painter.px(28));
    if (link_card(painter, place, look)) screen.act(flow::action::ApplyFor{benefits.can_apply});
  }
  if (benefits.state == State::shown && benefits.answer) draw_cards(screen, benefits, body);
}

}  // namespace linli::ui
