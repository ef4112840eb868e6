#include "ui/window/window.h"

#include <SDL.h>
#include <imgui.h>
#include <imgui_impl_sdl2.h>
#include <imgui_impl_sdlrenderer2.h>
#include <imgui_internal.h>

#include <algorithm>
#include <atomic>
#include <vector>

#include "ui/theme/tokens.h"
#include "ui/window/png_file.h"
#include "ui/window/sdl_screen.h"

namespace linli::ui {
namespace {

using namespace std::chrono_literals;

// How often input is looked for where SDL cannot wait for it (KMSDRM): soon
// enough for a finger, seldom enough for an idle processor.
constexpr auto kInputPeriod = 15ms;

// The frame that shows the press, and the one that shows what it did.
constexpr int kFramesAfterInput = 2;

class SdlWindow final : public Window {
 public:
  SdlWindow(std::unique_ptr<SdlScreen> screen, base::TaskQueue& queue);
  ~SdlWindow() override;

  bool wait(base::SteadyTime deadline) override;
  bool wants_frame() const override;
  void frame(const std::function<void()>& draw) override;
  void inject_pointer(float x, float y, bool pressed) override;
  Expected<void, std::string> save_picture(const std::filesystem::path& path) override;
  void forget_frames() override;
  int width() const override;
  int height() const override;

 private:
  void wake_on_posts();
  void sleep_until(base::SteadyTime deadline);
  bool take_input();
  void render();
  SDL_Point size() const;

  std::unique_ptr<SdlScreen> screen_;
  base::TaskQueue& queue_;
  std::uint32_t wake_event_ = 0;
  std::atomic<bool> wake_pending_{false};
  int frames_wanted_ = 1;
  bool pointer_down_ = false;  // injected
};

SdlWindow::SdlWindow(std::unique_ptr<SdlScreen> screen, base::TaskQueue& queue)
    : screen_(std::move(screen)), queue_(queue) {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;  // nothing is written beside the program
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange | ImGuiConfigFlags_NoKeyboard;
  ImGui_ImplSDL2_InitForSDLRenderer(screen_->window(), screen_->renderer());
  ImGui_ImplSDLRenderer2_Init(screen_->renderer());
  if (screen_->waits_for_events()) wake_on_posts();
}

SdlWindow::~SdlWindow() {
  queue_.on_post(nullptr);
  ImGui_ImplSDLRenderer2_Shutdown();
  ImGui_ImplSDL2_Shutdown();
  ImGui::DestroyContext();
}

void SdlWindow::wake_on_posts() {
  wake_event_ = SDL_RegisterEvents(1);
  queue_.on_post([this] {
    if (wake_pending_.exchange(true)) return;  // one event in SDL's queue is enough
    SDL_Event event{};
    event.type = wake_event_;
    SDL_PushEvent(&event);
  });
}

bool SdlWindow::wait(base::SteadyTime deadline) {
  SDL_PumpEvents();
  if (!wants_frame() && SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT) == SDL_FALSE) {
    sleep_until(deadline);
  }
  return take_input();
}

void SdlWindow::sleep_until(base::SteadyTime deadline) {
  if (screen_->offscreen()) {
    queue_.wait_until(deadline);  // input comes only from inject_pointer, by posted tasks
    return;
  }
  if (!screen_->waits_for_events()) {
    while (
        SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT) == SDL_FALSE &&
        std::chrono::steady_clock::now() < deadline &&
        !queue_.wait_until(std::min(deadline, std::chrono::steady_clock::now() + kInputPeriod))) {
      SDL_PumpEvents();
    }
    return;
  }
  if (queue_.wait_until({})) return;  // posted before the wake event existed
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  const auto timeout = std::clamp<std::chrono::milliseconds>(left, 0ms, 1h);
  SDL_WaitEventTimeout(nullptr, static_cast<int>(timeout.count()));
}

bool SdlWindow::take_input() {
  bool open = true;
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) {
    if (event.type == wake_event_ && wake_event_ != 0) {
      wake_pending_ = false;
      continue;
    }
    if (event.type == SDL_QUIT) open = false;
    if (ImGui_ImplSDL2_ProcessEvent(&event)) frames_wanted_ = kFramesAfterInput;
    if (event.type == SDL_WINDOWEVENT) frames_wanted_ = std::max(frames_wanted_, 1);
  }
  return open;
}

bool SdlWindow::wants_frame() const {
  // ImGui deals presses out over frames: down and up are never in the same one.
  return frames_wanted_ > 0 || !ImGui::GetCurrentContext()->InputEventsQueue.empty();
}

void SdlWindow::frame(const std::function<void()>& draw) {
  if (!ImGui::GetCurrentContext()->InputEventsQueue.empty()) frames_wanted_ = kFramesAfterInput;
  frames_wanted_ = std::max(0, frames_wanted_ - 1);
  ImGui_ImplSDLRenderer2_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  ImGui::NewFrame();
  draw();
  ImGui::Render();
  render();
  SDL_RenderPresent(screen_->renderer());
}

void SdlWindow::render() {
  const std::uint32_t page = rgb(Colour::page, flow::DisplayMode::standard);
  SDL_SetRenderDrawColor(screen_->renderer(), static_cast<std::uint8_t>(page >> 16),
                         static_cast<std::uint8_t>(page >> 8), static_cast<std::uint8_t>(page),
                         0xFF);
  SDL_RenderClear(screen_->renderer());
  ImGui_ImplSDLRenderer2_RenderDrawData(ImGui::GetDrawData(), screen_->renderer());
}

void SdlWindow::inject_pointer(float x, float y, bool pressed) {
  SDL_Event event{};
  event.type = SDL_MOUSEMOTION;
  event.motion.windowID = SDL_GetWindowID(screen_->window());
  event.motion.which = SDL_TOUCH_MOUSEID;  // as SDL reports a finger
  event.motion.x = static_cast<int>(x);
  event.motion.y = static_cast<int>(y);
  SDL_PushEvent(&event);
  frames_wanted_ = kFramesAfterInput;
  if (pressed == pointer_down_) return;
  pointer_down_ = pressed;
  SDL_Event button{};
  button.type = pressed ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP;
  button.button.windowID = event.motion.windowID;
  button.button.which = SDL_TOUCH_MOUSEID;
  button.button.button = SDL_BUTTON_LEFT;
  button.button.state = pressed ? SDL_PRESSED : SDL_RELEASED;
  button.button.x = event.motion.x;
  button.button.y = event.motion.y;
  SDL_PushEvent(&button);
}

Expected<void, std::string> SdlWindow::save_picture(const std::filesystem::path& path) {
  if (ImGui::GetDrawData() == nullptr) return unexpected(std::string("no frame was drawn yet"));
  render();  // what was presented may be gone from the buffer
  const SDL_Point pixels = size();
  std::vector<std::uint8_t> rgb(static_cast<std::size_t>(pixels.x) *
                                static_cast<std::size_t>(pixels.y) * 3);
  if (SDL_RenderReadPixels(screen_->renderer(), nullptr, SDL_PIXELFORMAT_RGB24, rgb.data(),
                           pixels.x * 3) != 0) {
    return unexpected(std::string(SDL_GetError()));
  }
  return write_png(path, pixels.x, pixels.y, rgb);
}

void SdlWindow::forget_frames() {
  ImGui_ImplSDLRenderer2_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  ImGui::NewFrame();
  ImGui::Render();
  render();  // not presented: the next frame follows at once
  for (ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
    window->DrawList->_ClearFreeMemory();
  }
  frames_wanted_ = std::max(frames_wanted_, 1);
}

SDL_Point SdlWindow::size() const {
  SDL_Point pixels{};
  SDL_GetRendererOutputSize(screen_->renderer(), &pixels.x, &pixels.y);
  return pixels;
}

int SdlWindow::width() const { return size().x; }
int SdlWindow::height() const { return size().y; }

}  // namespace

Expected<std::unique_ptr<Window>, std::string> Window::open(const WindowOptions& options,
                                                            base::TaskQueue& queue) {
  auto screen = SdlScreen::open(options);
  if (!screen) return unexpected(screen.error());
  return std::make_unique<SdlWindow>(std::move(*screen), queue);
}

}  // namespace linli::ui
