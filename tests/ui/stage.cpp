#include "tests/ui/stage.h"

#include <algorithm>
#include <stdexcept>

namespace linli::tests {
namespace {

struct Point {
  float x, y;
};
Point middle(const ui::Node& node) {
  return {node.rect.x + node.rect.width / 2, node.rect.y + node.rect.height / 2};
}

bool takes_press(const ui::Node& node) {
  return node.role == ui::Role::button || node.role == ui::Role::choice ||
         node.role == ui::Role::field || node.role == ui::Role::consent ||
         node.role == ui::Role::canvas;
}

void append(std::vector<flow::Action>& to, std::vector<flow::Action> more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

Stage::Stage(int width, int height) {
  auto window = ui::Window::open({ui::WindowKind::offscreen, width, height}, queue_);
  if (!window) throw std::runtime_error(window.error());
  window_ = std::move(*window);
  auto screens = ui::Screens::load({.texts = LINLI_TEXTS});
  if (!screens) throw std::runtime_error(screens.error());
  screens_ = std::move(*screens);
}

std::vector<flow::Action> Stage::show(const flow::View& view) {
  std::vector<flow::Action> actions;
  do {
    window_->wait({});
    window_->frame([&] { append(actions, screens_->draw(view, tree_)); });
  } while (window_->wants_frame());
  return actions;
}

std::vector<flow::Action> Stage::press(const flow::View& view, const ui::Node& down,
                                       const ui::Node& up) {
  std::vector<flow::Action> actions = show(view);
  window_->inject_pointer(middle(down).x, middle(down).y, true);
  append(actions, show(view));
  window_->inject_pointer(middle(up).x, middle(up).y, true);
  append(actions, show(view));
  window_->inject_pointer(middle(up).x, middle(up).y, false);
  append(actions, show(view));
  return actions;
}

std::vector<flow::Action> Stage::press(const flow::View& view, const std::string& label) {
  show(view);
  const ui::Node target = node(label);
  return press(view, target, target);
}

std::vector<flow::Action> Stage::draw(const flow::View& view, const ui::Node& canvas,
                                      const std::vector<domain::StrokePoint>& points) {
  std::vector<flow::Action> actions;
  const auto move = [&](const domain::StrokePoint& point, bool pressed) {
    window_->inject_pointer(canvas.rect.x + point.x * canvas.rect.width,
                            canvas.rect.y + point.y * canvas.rect.height, pressed);
    append(actions, show(view));
  };
  for (const auto& point : points) move(point, true);
  move(points.back(), false);
  return actions;
}

ui::Node Stage::node(const std::string& label) const {
  const ui::Node* found = nullptr;
  for (const auto& one : tree_.nodes()) {
    if (one.label != label || !one.enabled || !takes_press(one)) continue;
    if (found != nullptr) throw std::runtime_error("several nodes: " + label);
    found = &one;
  }
  if (found == nullptr) throw std::runtime_error("no node: " + label);
  return *found;
}

bool Stage::shows(const std::string& words) const {
  return std::ranges::any_of(tree_.nodes(), [&](const ui::Node& node) {
    return node.label.find(words) != std::string::npos;
  });
}

}  // namespace linli::tests
