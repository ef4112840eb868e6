#pragma once
#include "kiosk/catalogue/service.h"
#include "ui/widgets/painter.h"

namespace linli::ui {

/// The region's telephone numbers, large, in a card.
void draw_hotlines(Painter& painter, const catalogue::Region& region, Rect rect);
float hotlines_height(const Painter& painter, const catalogue::Region& region, float width);

}  // namespace linli::ui
