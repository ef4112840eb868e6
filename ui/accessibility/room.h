#pragma once
#include <vector>

#include "ui/accessibility/tree.h"

namespace linli::ui {

// Cells of a grid and centred words end between pixels.
inline constexpr float kRounding = 1.5F;

/// The empty distance between two rectangles in pixels; negative if they overlap.
float distance(const Rect& a, const Rect& b);

/// Something that has no room where it stands.
struct Crowded {
  enum class How { leaves_window, words_do_not_fit, overlaps };
  How how{};
  const Node* node = nullptr;   // in the tree
  const Node* other = nullptr;  // How::overlaps only
};

/// In a window of so many pixels.
std::vector<Crowded> crowded(const Tree& tree, float width, float height);

}  // namespace linli::ui
