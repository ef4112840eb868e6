#include "ui/screens/payment_chart.h"

#include <algorithm>

#include "ui/screens/formats.h"
#include "ui/widgets/bars.h"

namespace linli::ui {
namespace {

using domain::PaymentMonth;
using domain::PaymentNote;

struct NoteLook {
  const char* words;  // below the month; may be empty
  Colour colour;
};
NoteLook look_of(PaymentNote note) {
  switch (note) {
    case PaymentNote::as_before:
      return {"", Colour::green};
    case PaymentNote::changed:
      return {text_id("有变化"), Colour::green};
    case PaymentNote::missing:
      return {"", Colour::red};
    case PaymentNote::late:
      return {text_id("补发"), Colour::amber};
  }
  return {"", Colour::green};
}

/// Without a sign and without .00: many stand side by side.
std::string short_amount(domain::Money money) {
  return money.fen % 100 == 0 ? std::to_string(money.fen / 100) : money.yuan();
}

/// ¥ 748.80，10月12日补发.
std::string words_of(const Painter& painter, const PaymentMonth& month) {
  if (month.note == PaymentNote::missing) return painter.t("没有发放");
  const std::string amount = format_money(month.paid);
  const std::string day = month.paid_on ? format_day(painter, *month.paid_on) : std::string();
  const auto amount_arg = fmt::arg("amount", amount);
  const auto day_arg = fmt::arg("day", day);
  if (month.note == PaymentNote::late) return painter.t("{amount}，{day}补发", amount_arg, day_arg);
  return painter.t("{amount}，{day}到账", amount_arg, day_arg);
}

std::vector<Bar> bars_of(const Painter& painter, const std::vector<PaymentMonth>& months) {
  std::vector<Bar> bars;
  for (const PaymentMonth& month : months) {
    const NoteLook look = look_of(month.note);
    const bool missing = month.note == PaymentNote::missing;
    bars.push_back({.label = format_month(painter, month.month.month()),
                    .value = missing ? painter.t("未发") : short_amount(month.paid),
                    .note = *look.words == '\0' ? std::string() : painter.t(look.words),
                    .size = static_cast<double>(month.paid.fen),
                    .colour = look.colour});
  }
  return bars;
}

std::string spoken(const Painter& painter, const std::vector<PaymentMonth>& months) {
  std::string all;
  for (const PaymentMonth& month : months) {
    all += (all.empty() ? "" : "; ") + format_month(painter, month.month.month()) + " " +
           words_of(painter, month);
  }
  return all;
}

}  // namespace

void draw_payment_chart(Painter& painter, const std::vector<PaymentMonth>& months, Rect rect) {
  bars(painter, rect, bars_of(painter, months), spoken(painter, months));
}

float least_payment_chart_height(const Painter& painter, const std::vector<PaymentMonth>& months) {
  return months.empty() ? 0 : least_bars_height(painter, bars_of(painter, months));
}

void draw_payments(Painter& painter, const std::vector<PaymentMonth>& months,
                   const std::string& standard, Rect rect) {
  float label = 0;
  float words = 0;
  for (const PaymentMonth& month : months) {
    const std::string name = format_month(painter, month.month.month());
    label = std::max(label, painter.width_of(name, Style::body));
    words = std::max(words, painter.width_of(words_of(painter, month), Style::body_bold));
  }
  label += painter.px(28);
  const float gap = painter.px(40);
  const bool beside = painter.landscape();
  Rect chart = rect;
  Rect list = beside ? cut_right(chart, label + words + painter.px(8), gap)
                     : cut_bottom(chart, rect.height * 0.52F, gap);
  painter.text(chart, standard, {}, painter.px(16));
  draw_payment_chart(painter, months, chart);
  const auto lines = rows(list, static_cast<int>(months.size()), 0);
  for (std::size_t i = 0; i < months.size(); ++i) {
    const Colour colour = look_of(months[i].note).colour;
    const bool plain = colour == Colour::green;
    Rect line = lines[i];
    painter.pair(
        line, format_month(painter, months[i].month.month()), words_of(painter, months[i]),
        {plain ? Style::body : Style::body_bold, plain ? Colour::ink : colour, Align::left}, label);
  }
}

}  // namespace linli::ui
