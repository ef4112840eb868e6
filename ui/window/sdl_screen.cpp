#include "ui/window/sdl_screen.h"

#include <cstdlib>
#include <string_view>

namespace linli::ui {
namespace {

std::uint32_t flags_of(WindowKind kind) {
  switch (kind) {
    case WindowKind::fullscreen:
      return SDL_WINDOW_FULLSCREEN_DESKTOP;
    case WindowKind::window:
      return SDL_WINDOW_RESIZABLE;
    case WindowKind::offscreen:
      return SDL_WINDOW_HIDDEN;
  }
  return 0;
}

bool shows_something(std::string_view driver) {
  return driver != "dummy" && driver != "offscreen" && driver != "evdev";
}

}  // namespace

Expected<std::unique_ptr<SdlScreen>, std::string> SdlScreen::open(const WindowOptions& options) {
  std::unique_ptr<SdlScreen> screen(new SdlScreen);
  if (const std::string error = screen->create(options); !error.empty()) return unexpected(error);
  return screen;
}

/// Empty, or what SDL said.
std::string SdlScreen::create(const WindowOptions& options) {
  const bool offscreen = options.kind == WindowKind::offscreen;
  SDL_SetMainReady();
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");  // the program handles its signals itself
  SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "linear");
  // "dummy" needs no device at all, and SDL offers it only where it is asked for by this hint.
  if (offscreen) SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
  if (SDL_VideoInit(nullptr) != 0) return SDL_GetError();
  video_ = true;
  // Where no display is reached SDL may take a driver that shows nothing, and says nothing of it.
  if (!offscreen && !shows_something(SDL_GetCurrentVideoDriver())) return "no display was found";
  window_ = SDL_CreateWindow("Linli", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options.width,
                             options.height, flags_of(options.kind));
  if (window_ == nullptr) return SDL_GetError();
  if (offscreen) {
    surface_ = SDL_CreateRGBSurfaceWithFormat(0, options.width, options.height, 32,
                                              SDL_PIXELFORMAT_ARGB8888);
    if (surface_ != nullptr) renderer_ = SDL_CreateSoftwareRenderer(surface_);
  } else {
    renderer_ = SDL_CreateRenderer(window_, -1, SDL_RENDERER_PRESENTVSYNC);
    SDL_ShowCursor(options.kind == WindowKind::fullscreen ? SDL_DISABLE : SDL_ENABLE);
    SDL_DisableScreenSaver();
  }
  return renderer_ == nullptr ? SDL_GetError() : "";
}

SdlScreen::~SdlScreen() {
  if (renderer_ != nullptr) SDL_DestroyRenderer(renderer_);
  if (surface_ != nullptr) SDL_FreeSurface(surface_);
  if (window_ != nullptr) SDL_DestroyWindow(window_);
  if (video_) SDL_VideoQuit();
}

bool SdlScreen::waits_for_events() const {
  const std::string_view driver = SDL_GetCurrentVideoDriver();
  return driver == "x11" || driver == "wayland";
}

}  // namespace linli::ui
