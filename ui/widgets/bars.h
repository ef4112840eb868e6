#pragma once
#include <string>
#include <vector>

#include "ui/widgets/painter.h"

/// A small chart of amounts, one column each.
namespace linli::ui {

struct Bar {
  std::string label;  // below the bar
  std::string value;  // above it
  std::string note;   // below the label; may be empty
  double size = 0;    // 0: a dashed place stands where a bar is missing
  Colour colour = Colour::green;
};

/// The largest bar is as high as there is room. `name` says everything in words, for those who
/// don't see it.
void bars(Painter& painter, Rect rect, const std::vector<Bar>& bars, const std::string& name);
/// With bars that can just be told apart.
float least_bars_height(const Painter& painter, const std::vector<Bar>& bars);

}  // namespace linli::ui
