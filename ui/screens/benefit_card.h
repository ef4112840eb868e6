#pragma once
#include "kiosk/domain/benefit.h"
#include "ui/widgets/painter.h"

namespace linli::ui {

/// Two days that what is said of a benefit depends on.
struct BenefitDays {
  std::chrono::year_month_day as_of;  // of the data
  std::chrono::year_month_day today;
};

/// One benefit with its amount, payments and what it needs, within `rect`. In the large mode the
/// payments have a page of their own.
void draw_benefit_card(Painter& painter, const domain::Benefit& benefit, const BenefitDays& days,
                       Rect rect);

/// What it needs, if its name takes one line: with the chart as low as it may be, or without.
float benefit_card_height(const Painter& painter, const domain::Benefit& benefit,
                          const BenefitDays& days, float width, bool with_chart);

/// The payments of half a year, on a page of their own.
void draw_payments_card(Painter& painter, const domain::Benefit& benefit, const BenefitDays& days,
                        Rect rect);

}  // namespace linli::ui
