#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ui/widgets/painter.h"

namespace linli::ui {

/// A number that arrows move: its words, and how far the arrows go.
struct WheelLook {
  std::string name;        // 年, in the tree
  std::string words;       // what it stands at
  std::vector<int> steps;  // up by these, down by the same: {10, 1}
};
/// The wheel and the step that was pressed.
struct WheelTurn {
  std::size_t wheel = 0;
  int by = 0;
};
/// Wheels side by side; nothing is dragged.
std::optional<WheelTurn> wheels(Painter& painter, Rect rect, const std::vector<WheelLook>& looks);

}  // namespace linli::ui
