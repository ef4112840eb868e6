#include "ui/screens/benefit_card.h"

#include <algorithm>

#include "ui/screens/formats.h"
#include "ui/screens/words.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

constexpr std::size_t kBars = 6;  // half a year

struct Fact {
  std::string label;
  std::string value;
  Look look;
};

std::vector<Fact> facts_of(const Painter& painter, const domain::Benefit& benefit) {
  std::vector<Fact> facts;
  if (!benefit.review_needs.empty()) {
    facts.push_back({painter.t("需要您做"),
                     benefit.review_needs,
                     {Style::body_bold, Colour::red, Align::left}});
  }
  if (!benefit.payments.empty()) {
    const auto& last = benefit.payments.back();
    facts.push_back({painter.t("最近发放"), format_day(painter, last.paid_on), {}});
    if (!last.account_tail.empty()) {
      facts.push_back({painter.t("到账账户"),
                       painter.t("尾号 {tail}", fmt::arg("tail", last.account_tail)),
                       {}});
    }
  }
  if (benefit.since.ok()) {
    facts.push_back({painter.t("开始时间"), format_month_of_year(painter, benefit.since), {}});
  }
  if (benefit.next_review) {
    facts.push_back({painter.t("下次复核"),
                     format_date(painter, *benefit.next_review),
                     {Style::body_bold, Colour::amber, Align::left}});
  }
  return facts;
}

std::vector<Bar> bars_of(const Painter& painter, const domain::Benefit& benefit) {
  std::vector<Bar> bars;
  const std::size_t first = benefit.payments.size() > kBars ? benefit.payments.size() - kBars : 0;
  for (std::size_t i = first; i < benefit.payments.size(); ++i) {
    const auto& payment = benefit.payments[i];
    bars.push_back({format_month(painter, payment.month.month()), format_money(payment.amount),
                    static_cast<double>(payment.amount.fen)});
  }
  return bars;
}

float amount_height(const Painter& painter) {
  return painter.metrics().text(Style::display) * 1.3F;
}

/// Amount, and beside it what it is for.
void draw_amount(Painter& painter, const domain::Benefit& benefit, Rect& page) {
  const std::string amount = format_money(benefit.monthly_amount);
  std::string unit = painter.t("/ 月");
  if (benefit.persons_covered > 1) {
    unit += " · " + painter.t_count("家庭 {n} 人", benefit.persons_covered);
  }
  const float height = amount_height(painter);
  Rect row = cut_top(page, height, painter.px(12));
  const float width = painter.width_of(amount, Style::display) + painter.px(20);
  const Rect number = cut_left(row, std::min(width, page.width));
  painter.text_in(number, amount, {Style::display});
  cut_top(row, height * 0.26F);  // on the line of the digits
  painter.text_in(row, unit, {Style::body, Colour::ink_soft, Align::left});
}

float label_width(const Painter& painter, const std::vector<Fact>& facts) {
  float widest = 0;
  for (const auto& fact : facts)
    widest = std::max(widest, painter.width_of(fact.label, Style::body));
  return widest + painter.px(24);
}

/// Facts in two columns where they fit in half a width; a long one takes a whole row.
struct FactRow {
  std::vector<const Fact*> facts;
  float height = 0;
};

std::vector<FactRow> fact_rows(const Painter& painter, const std::vector<Fact>& facts,
                               float width) {
  const float label = label_width(painter, facts);
  const float half = width / 2 - painter.px(20);
  const auto is_short = [&](const Fact& fact) {
    return label + painter.width_of(fact.value, fact.look.style) <= half;
  };
  std::vector<FactRow> rows;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    FactRow row{{&facts[i]}, painter.pair_height(facts[i].value, facts[i].look, width, label)};
    if (i + 1 < facts.size() && is_short(facts[i]) && is_short(facts[i + 1])) {
      row.facts.push_back(&facts[++i]);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

float height_of(const Painter& painter, const std::vector<FactRow>& rows) {
  float height = 0;
  for (const auto& row : rows) height += row.height + painter.px(10);
  return height;
}

void draw_facts(Painter& painter, const std::vector<Fact>& facts, const std::vector<FactRow>& rows,
                Rect area) {
  const float label = label_width(painter, facts);
  for (const auto& row : rows) {
    const auto cells = columns(cut_top(area, row.height, painter.px(10)),
                               static_cast<int>(row.facts.size()), painter.px(40));
    for (std::size_t i = 0; i < row.facts.size(); ++i) {
      Rect cell = cells[i];
      painter.pair(cell, row.facts[i]->label, row.facts[i]->value, row.facts[i]->look, label);
    }
  }
}

}  // namespace

void draw_benefit_card(Painter& painter, const domain::Benefit& benefit, Rect rect) {
  Rect inner = card(painter, rect);
  const StateLook state = look_of(benefit.state);
  const std::string state_words = painter.t(state.name);
  const std::string name = painter.t(name_of(benefit.kind));
  const float chip_room =
      chip_width(painter, Icon::none, state_words, Style::caption_bold) + painter.px(20);
  const float name_height = painter.height_of(name, Style::heading, inner.width - chip_room);
  Rect top = cut_top(inner, name_height, painter.px(8));
  const Rect chip_area = cut_right(top, chip_room);
  chip(painter, chip_area, {Icon::none, state_words, state.colour, state.tint}, Align::right);
  painter.text_in(top, name, {Style::heading}, Role::heading);
  draw_amount(painter, benefit, inner);

  const auto facts = facts_of(painter, benefit);
  const auto rows = fact_rows(painter, facts, inner.width);
  draw_facts(painter, facts, rows, cut_bottom(inner, height_of(painter, rows), painter.px(20)));
  const auto payments = bars_of(painter, benefit);
  const float room = std::min(inner.height, painter.px(340));
  if (payments.size() < 2 || room < painter.px(130)) return;
  bars(painter, cut_bottom(inner, room), payments, Colour::green);
}

float benefit_card_height(const Painter& painter, const domain::Benefit& benefit, float width) {
  const float inner = width - 2 * card_padding(painter);
  const auto rows = fact_rows(painter, facts_of(painter, benefit), inner);
  return 2 * card_padding(painter) + painter.metrics().text(Style::heading) * 1.3F +
         amount_height(painter) + painter.px(20) + height_of(painter, rows);
}

}  // namespace linli::ui
