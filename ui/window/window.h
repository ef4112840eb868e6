#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/expected.h"
#include "kiosk/base/task_queue.h"

namespace linli::ui {

enum class WindowKind {
  fullscreen,  // the terminal: KMSDRM, X11 or Wayland, whatever SDL finds
  window,      // development
  offscreen,   // tests and pictures: software renderer, no display
};

struct WindowOptions {
  WindowKind kind{};
  int width = 1080;  // pixels; fullscreen takes the display's own size
  int height = 1920;
};

/// The window and its renderer. UI thread only.
class Window {
 public:
  /// The queue's posts wake the window's wait. Errors say what SDL said.
  static Expected<std::unique_ptr<Window>, std::string> open(const WindowOptions& options,
                                                             base::TaskQueue& queue);
  virtual ~Window() = default;

  /// Sleeps until input, a posted task or the deadline, and takes input in.
  /// False once the window was asked to close.
  virtual bool wait(base::SteadyTime deadline) = 0;

  /// True while something is to be drawn though nothing changed: the frames
  /// that show a press and what it did, and a window that was uncovered. wait()
  /// does not sleep meanwhile.
  virtual bool wants_frame() const = 0;

  /// Draws one frame and presents it. `draw` runs between ImGui's NewFrame and Render.
  virtual void frame(const std::function<void()>& draw) = 0;

  /// Pointer input as from a finger, through the same path; pixels.
  virtual void inject_pointer(float x, float y, bool pressed) = 0;

  /// The last frame as a PNG file.
  virtual Expected<void, std::string> save_picture(const std::filesystem::path& path) = 0;

  /// Overwrites what earlier frames left in buffers (vertices, glyph lists) by
  /// drawing nothing; called when a session has ended.
  virtual void forget_frames() = 0;

  virtual int width() const = 0;
  virtual int height() const = 0;
};

}  // namespace linli::ui
