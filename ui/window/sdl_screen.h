#pragma once
#include <SDL.h>

#include <memory>
#include <string>

#include "kiosk/base/expected.h"
#include "ui/window/window.h"

namespace linli::ui {

/// SDL's part: video, window, renderer and, offscreen, the surface drawn on.
class SdlScreen {
 public:
  static Expected<std::unique_ptr<SdlScreen>, std::string> open(const WindowOptions& options);
  ~SdlScreen();
  SdlScreen(const SdlScreen&) = delete;
  SdlScreen& operator=(const SdlScreen&) = delete;

  SDL_Window* window() const { return window_; }
  SDL_Renderer* renderer() const { return renderer_; }
  bool offscreen() const { return surface_ != nullptr; }
  /// Whether SDL's own wait sleeps in the kernel until an event comes. With
  /// KMSDRM it would look every millisecond.
  bool waits_for_events() const;

 private:
  SdlScreen() = default;
  std::string create(const WindowOptions& options);

  bool video_ = false;
  SDL_Window* window_ = nullptr;
  SDL_Surface* surface_ = nullptr;
  SDL_Renderer* renderer_ = nullptr;
};

}  // namespace linli::ui
