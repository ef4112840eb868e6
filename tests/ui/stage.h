#pragma once
#include <memory>
#include <vector>

#include "kiosk/base/task_queue.h"
#include "ui/screens/screens.h"
#include "ui/window/window.h"

namespace linli::tests {

/// The real window, offscreen, with the real screens; shows views by hand.
class Stage {
 public:
  Stage(int width, int height);

  /// Draws until nothing changes any more (glyphs and textures have arrived,
  /// input is digested); answers all actions in order.
  std::vector<flow::Action> show(const flow::View& view);

  /// A finger down in the middle of one node and up in the middle of another.
  std::vector<flow::Action> press(const flow::View& view, const ui::Node& down, const ui::Node& up);
  std::vector<flow::Action> press(const flow::View& view, const std::string& label);
  /// A stroke over a node; points 0…1 of its rectangle.
  std::vector<flow::Action> draw(const flow::View& view, const ui::Node& node,
                                 const std::vector<domain::StrokePoint>& points);

  const ui::Tree& tree() const { return tree_; }
  /// Throws if there is not exactly one enabled node of that label that can be pressed.
  ui::Node node(const std::string& label) const;
  /// Whether something on the screen says that, or more.
  bool shows(const std::string& words) const;
  ui::Window& window() { return *window_; }
  ui::Screens& screens() { return *screens_; }
  base::TaskQueue& queue() { return queue_; }

 private:
  base::TaskQueue queue_;
  std::unique_ptr<ui::Window> window_;
  std::unique_ptr<ui::Screens> screens_;
  ui::Tree tree_;
};

}  // namespace linli::tests
