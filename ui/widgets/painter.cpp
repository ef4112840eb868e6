#include "ui/widgets/painter.h"

#include <utility>

#include <imgui.h>

namespace linli::ui {

Touch Painter::target(Rect rect, std::string_view name, bool enabled) {
  if (inert_ || !enabled || rect.width < 1 || rect.height < 1) return {};
  ImGui::SetCursorScreenPos({rect.x, rect.y});
  ImGui::PushID(name.data(), name.data() + name.size());
  Touch touch;
  touch.pressed = ImGui::InvisibleButton("target", {rect.width, rect.height});
  touch.began = ImGui::IsItemActivated();
  touch.held = ImGui::IsItemActive();
  touch.ended = ImGui::IsItemDeactivated();
  ImGui::PopID();
  touch.x = ImGui::GetIO().MousePos.x;
  touch.y = ImGui::GetIO().MousePos.y;
  return touch;
}

void Painter::add(Node node) {
  node.quiet = quiet_;
  node.spoken = std::exchange(instead_, {});
  tree_.add(std::move(node));
}

}  // namespace linli::ui
