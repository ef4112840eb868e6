#pragma once
#include <filesystem>
#include <memory>
#include <system_error>

#include "kiosk/base/expected.h"
#include "kiosk/base/task_queue.h"
#include "ui/accessibility/tree.h"
#include "ui/window/window.h"

namespace linli::ui {

/// Drives the window by what it says, over a base::ControlServer: one JSON
/// object a line, one a line back ({"ok":true,…} or {"error":"…"}).
///
///   {"do":"tree"}                               the last frame's tree
///   {"do":"press","label":"下一步"}              finger down and up in the middle of the only
///                                               enabled node of that label; "role" narrows,
///                                               "contains" instead of "label" matches a part;
///                                               "until_gone":true holds it until it is gone
///   {"do":"draw","label":"…","points":[[x,y]…]} a stroke, 0…1 of the node's rectangle
///   {"do":"wait","label":"…","timeout_ms":5000} until a drawn frame has such a node
///                                               ("gone":true: has none; "enabled":true:
///                                               has one that may be pressed)
///   {"do":"picture","path":"…"}                 the last frame as PNG
///   {"do":"quit"}
///
/// Answers to press, draw and wait come after the frame that shows the effect.
/// Production refuses to start with it.
class Automation {
 public:
  static Expected<std::unique_ptr<Automation>, std::error_code> start(
      const std::filesystem::path& socket, base::TaskQueue& queue, Window& window,
      const Tree& tree);
  virtual ~Automation() = default;

  /// The main loop calls this after every presented frame.
  virtual void frame_shown() = 0;
  /// True once "quit" was asked for.
  virtual bool quit_asked() const = 0;
};

}  // namespace linli::ui
