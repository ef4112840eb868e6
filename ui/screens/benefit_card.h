#pragma once
#include "kiosk/domain/benefit.h"
#include "ui/widgets/painter.h"

namespace linli::ui {

/// One benefit with its amount, payments and what it needs, within `rect`. The
/// chart of payments is left out where there is no room for it.
void draw_benefit_card(Painter& painter, const domain::Benefit& benefit, Rect rect);

}  // namespace linli::ui
