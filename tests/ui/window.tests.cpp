#include <SDL.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/ui/situations.h"
#include "tests/ui/stage.h"

namespace linli::tests {

TEST_CASE("a posted task wakes an offscreen window that waits") {
  base::TaskQueue queue;
  const auto window = *ui::Window::open({ui::WindowKind::offscreen, 320, 240}, queue);
  while (window->wants_frame()) window->frame([] {});
  bool ran = false;
  std::jthread poster([&] { queue.post([&ran] { ran = true; }); });
  CHECK(window->wait(std::chrono::steady_clock::time_point::max()));
  queue.drain();
  CHECK(ran);
}

TEST_CASE("a window that is asked to close says so") {
  base::TaskQueue queue;
  const auto window = *ui::Window::open({ui::WindowKind::offscreen, 320, 240}, queue);
  SDL_Event quit{};
  quit.type = SDL_QUIT;
  SDL_PushEvent(&quit);
  CHECK_FALSE(window->wait({}));
}

TEST_CASE("a picture of the last frame is a PNG of the window's size") {
  Stage stage(640, 360);
  stage.show(situation("home", flow::DisplayMode::standard));
  const auto path = std::filesystem::temp_directory_path() / "linli-window-test.png";
  REQUIRE(stage.window().save_picture(path));
  std::ifstream file(path, std::ios::binary);
  std::string head(24, '\0');
  file.read(head.data(), 24);
  CHECK(head.substr(1, 3) == "PNG");
  CHECK(static_cast<unsigned char>(head[18]) == 640 / 256);
  CHECK(static_cast<unsigned char>(head[19]) == 640 % 256);
  std::filesystem::remove(path);
}

TEST_CASE("a picture that cannot be written is an error") {
  Stage stage(320, 240);
  stage.show(situation("home", flow::DisplayMode::standard));
  CHECK_FALSE(stage.window().save_picture("/nonexistent/folder/picture.png"));
}

TEST_CASE("after forgetting, the next frame is drawn as before") {
  Stage stage(1080, 1920);
  stage.show(situation("scan-looking", flow::DisplayMode::standard));
  stage.screens().forget();
  stage.window().forget_frames();
  CHECK(stage.window().wants_frame());
  stage.show(situation("scan-looking", flow::DisplayMode::standard));
  CHECK(stage.tree().find("摄像头画面") != nullptr);
}

TEST_CASE("a window without fonts' texts is refused with the file's name") {
  base::TaskQueue queue;
  const auto window = *ui::Window::open({ui::WindowKind::offscreen, 320, 240}, queue);
  const auto screens = ui::Screens::load({.texts = "/nonexistent"});
  REQUIRE_FALSE(screens);
  CHECK(screens.error().find("/nonexistent/en/LC_MESSAGES/linli.mo") != std::string::npos);
}

}  // namespace linli::tests
