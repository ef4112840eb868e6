#pragma once
#include "kiosk/domain/benefit.h"
#include "ui/widgets/painter.h"

namespace linli::ui {

/// One benefit with its amount, payments and what it needs, within `rect`. The
/// chart of payments is left out where there is no room for it.
void draw_benefit_card(Painter& painter, const domain::Benefit& benefit, Rect rect);

/// What it needs without the chart, if its name takes one line.
float benefit_card_height(const Painter& painter, const domain::Benefit& benefit, float width);

}  // namespace linli::ui
