#include "ui/screens/benefit_card.h"

#include <algorithm>

#include "ui/screens/formats.h"
#include "ui/screens/payment_chart.h"
#include "ui/screens/words.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

constexpr float kHighestChart = 340;

struct Fact {
  std::string label;
  std::string value;
  Look look;
};

/// 12月31日前：请带身份证到窗口办理年度复核.
std::string duty_words(const Painter& painter, const domain::BenefitDuty& duty,
                       std::chrono::year_month_day today) {
  const std::string what = duty.note.empty() ? painter.t(words_of(duty.kind)) : duty.note;
  if (!duty.until) return what;
  const std::string last_day = format_day(painter, *duty.until);  // fmt::arg keeps a reference
  const auto day = fmt::arg("day", last_day);
  if (*duty.until < today) return painter.t("已过 {day}：{what}", day, fmt::arg("what", what));
  return painter.t("{day}前：{what}", day, fmt::arg("what", what));
}

/// 每人 ¥ 748.00 / 月. Empty: not known.
std::string standard_words(const Painter& painter, const domain::Benefit& benefit) {
  if (!benefit.standard) return {};
  const std::string standard = format_money(*benefit.standard);  // fmt::arg keeps a reference
  const auto amount = fmt::arg("amount", standard);
  return domain::is_for_each_person(benefit.kind) ? painter.t("每人 {amount} / 月", amount)
                                                  : painter.t("{amount} / 月", amount);
}

enum class Standard { told, left_out };

std::vector<Fact> facts_of(const Painter& painter, const domain::Benefit& benefit,
                           std::chrono::year_month_day today, Standard standard) {
  std::vector<Fact> facts;
  for (const auto& duty : benefit.duties) {
    facts.push_back({painter.t("需要您做"),
                     duty_words(painter, duty, today),
                     {Style::body_bold, Colour::red, Align::left}});
  }
  if (standard == Standard::told && benefit.standard) {
    facts.push_back({painter.t("标准"), standard_words(painter, benefit), {}});
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

float amount_height(const Painter& painter) {
  return painter.metrics().text(Style::display) * 1.3F;
}

struct Amount {
  std::string number;  // empty: no money is paid
  std::string unit;
};

/// ¥ 748.80 / 月 · 家庭 2 人.
Amount amount_of(const Painter& painter, const domain::Benefit& benefit) {
  Amount amount;
  if (benefit.monthly_amount.fen > 0) {
    amount = {format_money(benefit.monthly_amount), painter.t("/ 月")};
  } else if (!benefit.payments.empty()) {
    amount = {format_money(benefit.payments.back().amount), painter.t("发一次")};
  } else {
    amount.unit = painter.t("不发钱，是一种资格");
  }
  if (benefit.persons_covered > 1) {
    amount.unit += " · " + painter.t_count("家庭 {n} 人", benefit.persons_covered);
  }
  return amount;
}

/// Amount, and beside it what it is for.
void draw_amount(Painter& painter, const domain::Benefit& benefit, Rect& page) {
  const Amount amount = amount_of(painter, benefit);
  const float height = amount_height(painter);
  Rect row = cut_top(page, height, painter.px(12));
  if (!amount.number.empty()) {
    const float width = painter.width_of(amount.number, Style::display) + painter.px(20);
    const Rect number = cut_left(row, std::min(width, page.width));
    painter.text_in(number, amount.number, {Style::display});
    cut_top(row, height * 0.26F);  // on the line of the digits
  }
  const std::string standard = standard_words(painter, benefit);
  std::string unit = amount.unit;
  if (!painter.large() && !standard.empty()) {
    unit += " · " + painter.t("标准：{standard}", fmt::arg("standard", standard));
    if (painter.width_of(unit, Style::caption) > row.width) unit = amount.unit;
  }
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

void make_smaller(std::vector<Fact>& facts) {
  for (Fact& fact : facts) {
    fact.look.style = fact.look.style == Style::body ? Style::caption : Style::caption_bold;
  }
}

/// The roomiest that fits into `room`: what the office asks for may be long. The standard is a fact
/// of its own in the large mode, where it stands beside the payments, too.
std::vector<Fact> fitting_facts(const Painter& painter, const domain::Benefit& benefit,
                                std::chrono::year_month_day today, Rect room) {
  const auto fit = [&](const std::vector<Fact>& facts) {
    return height_of(painter, fact_rows(painter, facts, room.width)) <= room.height;
  };
  auto facts = facts_of(painter, benefit, today, Standard::told);
  if (painter.large() && fit(facts)) return facts;
  facts = facts_of(painter, benefit, today, Standard::left_out);
  if (!fit(facts)) make_smaller(facts);
  return facts;
}

void draw_facts(Painter& painter, const std::vector<Fact>& facts, const std::vector<FactRow>& rows,
                Rect area) {
  const Quietly quietly(painter);  // notes of the office may be about health
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

/// Its name, and at the right `state`.
void draw_name(Painter& painter, const domain::Benefit& benefit, Rect& inner) {
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
}

}  // namespace

void draw_benefit_card(Painter& painter, const domain::Benefit& benefit, const BenefitDays& days,
                       Rect rect) {
  Rect inner = card(painter, rect);
  draw_name(painter, benefit, inner);
  draw_amount(painter, benefit, inner);
  const auto facts = fitting_facts(painter, benefit, days.today, inner);
  const auto rows = fact_rows(painter, facts, inner.width);
  draw_facts(painter, facts, rows, cut_bottom(inner, height_of(painter, rows), painter.px(20)));
  if (painter.large()) return;
  const auto months = domain::payment_months(benefit, days.as_of);
  const float room = std::min(inner.height, painter.px(kHighestChart));
  if (room + 1 < least_payment_chart_height(painter, months)) return;
  draw_payment_chart(painter, months, cut_bottom(inner, room));
}

float benefit_card_height(const Painter& painter, const domain::Benefit& benefit,
                          const BenefitDays& days, float width, bool with_chart) {
  const float inner = width - 2 * card_padding(painter);
  const Standard standard = painter.large() ? Standard::told : Standard::left_out;
  const auto rows = fact_rows(painter, facts_of(painter, benefit, days.today, standard), inner);
  const float height = 2 * card_padding(painter) + painter.metrics().text(Style::heading) * 1.3F +
                       painter.px(8 + 12 + 20) + amount_height(painter) + height_of(painter, rows);
  if (painter.large() || !with_chart) return height;
  return height + least_payment_chart_height(painter, domain::payment_months(benefit, days.as_of));
}

void draw_payments_card(Painter& painter, const domain::Benefit& benefit, const BenefitDays& days,
                        Rect rect) {
  Rect inner = card(painter, rect);
  draw_name(painter, benefit, inner);
  cut_top(inner, painter.px(16));
  std::string standard = standard_words(painter, benefit);
  if (!standard.empty()) {
    standard = painter.t("标准：{standard}", fmt::arg("standard", standard));
  }
  draw_payments(painter, domain::payment_months(benefit, days.as_of), standard, inner);
}

}  // namespace linli::ui
