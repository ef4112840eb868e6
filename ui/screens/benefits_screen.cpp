#include <algorithm>
#include <span>

#include "kiosk/domain/payment_months.h"
#include "ui/screens/benefit_card.h"
#include "ui/screens/formats.h"
#include "ui/screens/screen.h"
#include "ui/screens/words.h"
#include "ui/widgets/tile.h"

namespace linli::ui {
namespace {

using State = flow::BenefitsView::State;
using Part = flow::BenefitsPart;

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

std::string title_of(const Painter& painter, const flow::BenefitsView& benefits) {
  const int count = static_cast<int>(benefits.answer->status.benefits.size());
  if (count == 0) return painter.t("没有查到您正在享受的待遇");
  if (benefits.part == Part::offers) {
    return painter.t_count("您可能还能享受 {n} 项", static_cast<int>(benefits.offers.size()));
  }
  return painter.t_count("您名下有 {n} 项待遇", count);
}

void draw_top(Screen& screen, const flow::BenefitsView& benefits, Rect& body) {
  Painter& painter = screen.painter;
  const auto& answer = *benefits.answer;
  if (benefits.part != Part::payments) {  // they need the room, and have a heading of their own
    painter.heading(body, title_of(painter, benefits), {Style::title}, painter.px(4));
  }
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
  if (benefits.part == Part::offers || !benefits.answer) return {};
  const std::span<const domain::Benefit> all = benefits.answer->status.benefits;
  const auto first = std::min(all.size(), static_cast<std::size_t>(std::max(0, benefits.first)));
  return all.subspan(
      first, std::min(all.size() - first, static_cast<std::size_t>(std::max(0, benefits.count))));
}

BenefitDays days_of(const Screen& screen, const flow::BenefitsView& benefits) {
  return {base::hall_time(benefits.answer->status.as_of).date,
          base::hall_time(screen.view.header.now).date};
}

/// What the cards need, one below the other or side by side.
float cards_height(const Painter& painter, std::span<const domain::Benefit> shown,
                   const BenefitDays& days, float width, bool with_charts) {
  if (shown.empty()) return 0;
  const auto count = static_cast<float>(shown.size());
  const float gap = painter.px(28);
  const bool beside = painter.landscape();
  const float card = beside ? (width - (count - 1) * gap) / count : width;
  float highest = 0;
  float all = -gap;
  for (const auto& benefit : shown) {
    const float height = benefit_card_height(painter, benefit, days, card, with_charts);
    highest = std::max(highest, height);
    all += height + gap;
  }
  return beside ? highest : all;
}

/// One below the other, as high as they need; what is left goes to those with a chart.
std::vector<Rect> stacked_cards(const Painter& painter, std::span<const domain::Benefit> shown,
                                const BenefitDays& days, Rect body) {
  const float gap = painter.px(28);
  const float needed = cards_height(painter, shown, days, body.width, true);
  const bool with_charts = needed <= body.height;
  const auto has_chart = [&](const domain::Benefit& benefit) {
    return !painter.large() && with_charts && !domain::payment_months(benefit, days.as_of).empty();
  };
  const auto charts = static_cast<float>(std::ranges::count_if(shown, has_chart));
  const float spare = with_charts ? body.height - needed : 0;
  const float extra = charts > 0 ? std::min(spare / charts, painter.px(240)) : 0;
  std::vector<Rect> cells;
  for (const auto& benefit : shown) {
    const float height = benefit_card_height(painter, benefit, days, body.width, with_charts);
    cells.push_back(cut_top(body, height + (has_chart(benefit) ? extra : 0), gap));
  }
  return cells;
}

void draw_cards(Painter& painter, std::span<const domain::Benefit> shown, const BenefitDays& days,
                Rect body) {
  if (shown.empty()) return;
  const auto cells = painter.landscape()
                         ? columns(body, static_cast<int>(shown.size()), painter.px(28))
                         : stacked_cards(painter, shown, days, body);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    draw_benefit_card(painter, shown[i], days, cells[i]);
  }
}

/// What a card at the foot of the benefits leads to.
struct Lead {
  TileLook look;
  flow::Action action;
};

std::optional<Lead> lead_of(const Painter& painter, const flow::BenefitsView& benefits) {
  TileLook look{Icon::idea, Colour::brand, Colour::brand_tint, {}, {}};
  if (benefits.offers.size() == 1) {
    const auto& offer = benefits.offers.front();
    look.title = painter.t("您可能还能申请：{service}",
                           fmt::arg("service", painter.in_language(offer.service->name)));
    look.subtitle = painter.in_language(offer.because);
    return Lead{look, flow::action::ApplyFor{offer.service}};
  }
  if (!benefits.offers.empty()) {
    look.title = painter.t_count("您可能还能享受 {n} 项", static_cast<int>(benefits.offers.size()));
    look.subtitle = painter.t("按一下，看看是什么");
    return Lead{look, flow::action::TurnPage{benefits.offers_page}};
  }
  if (benefits.can_apply == nullptr) return std::nullopt;
  look.title = painter.t("遇到急难？可以{title}",
                         fmt::arg("title", service_title(painter, benefits.can_apply)));
  look.subtitle = painter.in_language(benefits.can_apply->summary);
  return Lead{look, flow::action::ApplyFor{benefits.can_apply}};
}

/// Left out where the benefits need the room.
void draw_lead(Screen& screen, const flow::BenefitsView& benefits,
               std::span<const domain::Benefit> shown, Rect& body) {
  Painter& painter = screen.painter;
  auto lead = lead_of(painter, benefits);
  if (!lead) return;
  if (painter.large()) lead->look.subtitle.clear();
  const float height = link_card_height(painter, lead->look, body.width);
  const float gap = painter.px(28);
  const float cards =
      shown.empty() ? 0 : cards_height(painter, shown, days_of(screen, benefits), body.width, true);
  if (height + gap + cards > body.height) return;
  const Rect place = shown.empty() ? cut_top(body, height, gap) : cut_bottom(body, height, gap);
  if (link_card(painter, place, lead->look)) screen.act(lead->action);
}

void draw_offers(Screen& screen, const flow::BenefitsView& benefits, Rect body) {
  Painter& painter = screen.painter;
  painter.text(body, painter.t("根据现有信息推算，以审核为准。按一下就能申请。"),
               {Style::body, Colour::ink, Align::left}, painter.px(24));
  const float gap = painter.metrics().gap();
  for (int i = benefits.first; i < benefits.first + benefits.count; ++i) {
    const auto& offer = benefits.offers.at(static_cast<std::size_t>(i));
    const TileLook look{Icon::idea, Colour::brand, Colour::brand_tint,
                        painter.in_language(offer.service->name),
                        painter.in_language(offer.because)};
    const Rect place = cut_top(body, link_card_height(painter, look, body.width), gap);
    if (link_card(painter, place, look)) screen.act(flow::action::ApplyFor{offer.service});
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
    frame.navigation.push_back(
        {{.label = painter.t("再试一次"), .icon = Icon::again, .kind = ButtonKind::primary},
         flow::action::Retry{}});
  }
  return frame;
}

void draw_body(Screen& screen, const flow::BenefitsView& benefits, Rect body) {
  Painter& painter = screen.painter;
  if (benefits.state == State::loading) return draw_waiting(screen, benefits, body);
  if (benefits.state == State::failed || !benefits.answer) {
    painter.heading(body, painter.t("没有查到结果"), {Style::title}, painter.px(28));
    if (benefits.error) {
      message(painter, body, message_of(painter, words_for_benefits(*benefits.error)), Role::alert,
              painter.px(28));
    }
    return draw_lead(screen, benefits, {}, body);
  }
  draw_top(screen, benefits, body);
  const auto shown = shown_benefits(benefits);
  switch (benefits.part) {
    case Part::benefits:
      draw_lead(screen, benefits, shown, body);
      return draw_cards(painter, shown, days_of(screen, benefits), body);
    case Part::payments:
      if (!shown.empty()) {
        draw_payments_card(painter, shown.front(), days_of(screen, benefits), body);
      }
      return;
    case Part::offers:
      return draw_offers(screen, benefits, body);
  }
}

}  // namespace linli::ui
