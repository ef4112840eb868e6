#pragma once
#include <string>

#include "ui/widgets/painter.h"

namespace linli::ui {

struct TileLook {
  Icon icon = Icon::none;
  Colour colour = Colour::brand;
  Colour tint = Colour::brand_tint;
  std::string title;
  std::string subtitle;
  bool enabled = true;
};

/// A service on the home screen: icon, title and a line about it; in the large
/// mode a row with a chevron, and no line. True when pressed.
bool tile(Painter& painter, Rect rect, const TileLook& look);

/// A low one: icon and title.
bool small_tile(Painter& painter, Rect rect, const TileLook& look);

/// A card that leads somewhere: icon, words and a chevron. True when pressed.
bool link_card(Painter& painter, Rect rect, const TileLook& look);
float link_card_height(const Painter& painter, const TileLook& look, float width);

}  // namespace linli::ui
