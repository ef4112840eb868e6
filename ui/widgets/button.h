#pragma once
#include <string>

#include "ui/widgets/painter.h"

namespace linli::ui {

enum class ButtonKind {
  primary,    // the one thing to do next
  secondary,  // something else to do here
  plain,      // footer, page turning
  danger,     // calls staff, throws away
};

struct ButtonLook {
  std::string label;       // in the tree: says all of it (修改：联系电话)
  std::string words = {};  // on the button, if shorter than the label
  Icon icon = Icon::none;
  Icon icon_behind = Icon::none;
  ButtonKind kind = ButtonKind::secondary;
  bool enabled = true;
  bool stacked = false;  // icon above the words
  bool big = false;      // words of a heading's size: characters to choose from
};

/// True in the frame in which it was pressed.
bool button(Painter& painter, Rect rect, const ButtonLook& look);

/// The width at which the label stands in one line.
float button_width(const Painter& painter, const ButtonLook& look);
/// The same for the icon above the words, or without one.
float narrow_button_width(const Painter& painter, const ButtonLook& look);

}  // namespace linli::ui
