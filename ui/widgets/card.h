#pragma once
#include <string>
#include <vector>

#include "ui/widgets/painter.h"

/// Things to look at: cards, chips, messages.
namespace linli::ui {

/// A white card; answers the rectangle for what is in it.
Rect card(Painter& painter, Rect rect);
float card_padding(const Painter& painter);

/// A small coloured label.
struct ChipLook {
  Icon icon = Icon::none;
  std::string words;
  Colour colour = Colour::ink;
  Colour tint = Colour::page;
  Style style = Style::caption_bold;
};
/// Drawn at the left or right end of `in`; answers where it ended up.
Rect chip(Painter& painter, Rect in, const ChipLook& look, Align align, Role role = Role::text);
float chip_width(const Painter& painter, Icon icon, const std::string& words, Style style);

/// An icon on a tinted square.
void badge(Painter& painter, Rect in, Icon icon, Colour colour, Colour tint, float side);

struct Message {
  Icon icon = Icon::info;
  Colour colour = Colour::ink;
  Colour tint = Colour::surface;
  std::string headline;            // may be empty
  std::vector<std::string> lines;  // what was kept, what to do now
};
/// A box with an icon and words, at the top of `page`, one node in the tree: the
/// headline is its label, the lines are its value.
void message(Painter& painter, Rect& page, const Message& message, Role role, float gap);
float message_height(const Painter& painter, const Message& message, float width);
/// Cuts its last line, with an ellipsis, until the message is at most `height` high.
void shorten(const Painter& painter, Message& message, float width, float height);

struct FactRow {
  std::string label;
  std::string value;
};
/// A card with labels and values at the top of `page`, the most important first: as many as fit
/// into the height `room`.
void fact_card(Painter& painter, Rect& page, const std::vector<FactRow>& facts, float room);

/// 1 2 3 … in circles before lines of text; takes what it needs off the page.
void numbered_lines(Painter& painter, Rect& page, const std::vector<std::string>& lines,
                    Style style = Style::body);
float numbered_lines_height(const Painter& painter, const std::vector<std::string>& lines,
                            float width, Style style = Style::body);

}  // namespace linli::ui
