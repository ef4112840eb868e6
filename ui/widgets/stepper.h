#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ui/widgets/painter.h"

namespace linli::ui {

enum class StepLook { done, current, open };
struct StepWords {
  std::string title;
  StepLook look{};
};

/// The steps of a form; those that are done can be pressed. Answers the index
/// of the step that was pressed. The large mode says "2 / 5" and is not pressed.
std::optional<int> stepper(Painter& painter, Rect rect, const std::vector<StepWords>& steps);
float stepper_height(const Painter& painter);

}  // namespace linli::ui
