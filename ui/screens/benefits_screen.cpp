#include <algorithm>
#include <span>

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
  return screen.painter.t(
      "数据时间 {time} · 来自{source}",
      fmt::arg("time", format_moment(screen.painter, answer.status.as_of, screen.view.header.now)),
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
  if (!answer.from_cache) return;
  const std::string old = painter.t("现在没有网络，这是上次查到的结果。");
  if (painter.landscape()) {  // little height: a line instead of a box
    const float height = painter.height_of(old, Style::caption_bold, body.width);
    painter.text_in(cut_top(body, height, painter.px(16)), old,
                    {Style::caption_bold, Colour::amber, Align::left}, Role::alert);
    return;
  }
  message(painter, body, {Icon::offline, Colour::amber, Colour::amber_tint, {}, {old}}, Role::alert,
          painter.px(20));
}

std::span<const domain::Benefit> shown_benefits(const flow::BenefitsView& benefits) {
  if (benefits.state != State::shown || !benefits.answer) return {};
  const std::span<const domain::Benefit> all = benefits.answer->status.benefits;
  const auto first = std::min(all.size(), static_cast<std::size_t>(std::max(0, benefits.first)));
  return all.subspan(
      first, std::min(all.size() - first, static_cast<std::size_t>(std::max(0, benefits.count))));
}

/// One below the other, as high as they need; what is left goes to those with a chart.
std::vector<Rect> stacked_cards(const Painter& painter, std::span<const domain::Benefit> shown,
                                Rect body) {
  const float gap = painter.px(28);
  const auto has_chart = [](const domain::Benefit& benefit) { return benefit.payments.size() > 1; };
  float spare = body.height + gap;
  for (const auto& benefit : shown)
    spare -= benefit_card_height(painter, benefit, body.width) + gap;
  const auto charts = static_cast<float>(std::count_if(shown.begin(), shown.end(), has_chart));
  const float extra = charts > 0 ? std::clamp(spare / charts, 0.0F, painter.px(420)) : 0;
  std::vector<Rect> cells;
  for (const auto& benefit : shown) {
    const float height = benefit_card_height(painter, benefit, body.width);
    cells.push_back(cut_top(body, height + (has_chart(benefit) ? extra : 0), gap));
  }
  return cells;
}

void draw_cards(Painter& painter, std::span<const domain::Benefit> shown, Rect body) {
  if (shown.empty()) return;
  const auto cells = painter.landscape()
                         ? columns(body, static_cast<int>(shown.size()), painter.px(28))
                         : stacked_cards(painter, shown, body);
  for (std::size_t i = 0; i < shown.size(); ++i) draw_benefit_card(painter, shown[i], cells[i]);
}

float cards_height(const Painter& painter, std::span<const domain::Benefit> shown, float width) {
  if (shown.empty()) return 0;
  const auto count = static_cast<float>(shown.size());
  const bool beside = painter.landscape();
  const float gap = painter.px(28);
  float highest = 0;
  for (const auto& benefit : shown) {
    highest = std::max(highest,
                       benefit_card_height(painter, benefit,
                                           beside ? (width - (count - 1) * gap) / count : width));
  }
  return beside ? highest : count * (highest + gap) - gap;
}

/// What else can be applied for; left out where the benefits need the room.
void draw_offer(Screen& screen, const flow::BenefitsView& benefits,
                std::span<const domain::Benefit> shown, Rect& body) {
  if (benefits.can_apply == nullptr) return;
  Painter& painter = screen.painter;
  const TileLook look{Icon::idea, Colour::brand, Colour::brand_tint,
                      painter.t("遇到急难？可以{title}",
                                fmt::arg("title", service_title(painter, benefits.can_apply))),
                      painter.large() ? "" : painter.in_language(benefits.can_apply->summary)};
  const float height = link_card_height(painter, look, body.width);
  const float gap = painter.px(28);
  if (height + gap + cards_height(painter, shown, body.width) > body.height) return;
  const Rect place = shown.empty() ? cut_top(body, height, gap) : cut_bottom(body, height, gap);
  if (link_card(painter, place, look)) screen.act(flow::action::ApplyFor{benefits.can_apply});
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::BenefitsView& benefits) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("查待遇"), .back = painter.t("返回")};
  if (benefits.state == State::shown) {
    add_page_buttons(painter, frame.navigation, benefits.page, benefits.pages);
  }
  if (benefits.state == State::failed) {
    frame.navigation.push_back(
        {{.label = painter.t("再试一次"), .icon = Icon::again, .kind = ButtonKind::primary},
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
  const auto shown = shown_benefits(benefits);
  draw_offer(screen, benefits, shown, body);
  draw_cards(painter, shown, body);
}

}  // namespace linli::ui
