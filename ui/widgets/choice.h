#pragma once
#include <string>
#include <vector>

#include "ui/widgets/painter.h"

namespace linli::ui {

enum class ChoiceKind { one, several, consent };

/// One option; true when pressed. `words` is body, or caption where there is little room.
/// `name` tells it from another of that label on the screen; empty: the label does.
bool choice(Painter& painter, Rect rect, const std::string& label, bool selected, ChoiceKind kind,
            Style words = Style::body, const std::string& name = {});

/// How options are laid out in a width: columns, and the height a row needs.
struct ChoiceGrid {
  int across = 1;
  float row_height = 0;
  int down = 1;
  float height(float gap) const;
};
/// `close` puts more in a row, `most_across` at most, where their labels take two lines at most.
ChoiceGrid choice_grid(const Painter& painter, const std::vector<std::string>& labels, float width,
                       bool close, Style words = Style::body, int most_across = 3);

}  // namespace linli::ui
