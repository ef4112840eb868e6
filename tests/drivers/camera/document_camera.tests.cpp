#include "drivers/camera/document_camera.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <thread>

#include "drivers/camera/jpeg.h"
#include "drivers/camera/picture_file.h"
#include "kiosk/base/worker.h"
#include "tests/drivers/camera/media.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::drivers;
using namespace std::chrono_literals;

namespace {

/// Takes the third picture; stopped after 60 s, so that a failing test ends.
struct Paper {
  explicit Paper(const std::filesystem::path& media)
      : camera(open_document_camera({.source = "file:" + media.string()})) {}

  Expected<TakenPage, ScanError> photograph() {
    const std::jthread watchdog([&](const std::stop_token& done) {
      if (base::sleep_unless_stopped(done, 60s)) stop.request_stop();
    });
    return camera->photograph(
        stop.get_token(), [&](const PreviewFrame&) { ++frames; }, [&] { return frames == 2; });
  }

  std::unique_ptr<DocumentCamera> camera;
  std::stop_source stop{};
  int frames = 0;
};

/// What a JPEG compresses worst: greys around the middle one, so far up and down.
Picture noise(int strength) {
  Picture picture = plain(1920, 1080, 128);
  add_noise(picture, strength);
  return picture;
}

camera::Frame frame_of(const Picture& picture) {
  camera::Frame frame{picture.width, picture.height, {}};
  for (const auto grey : picture.luma) frame.rgba.insert(frame.rgba.end(), {grey, grey, grey, 255});
  return frame;
}

}  // namespace

TEST_CASE("a page is shown until it is wanted, and then is a JPEG that can be read again") {
  const TemporaryFolder folder;
  Picture scene = plain(1280, 720, 200);
  lay(scene, printed("LINLI-TEST", 6), 500, 200);
  write_media(folder / "paper.png", {scene}, "pngenc");
  Paper paper(folder / "paper.png");
  const auto taken = paper.photograph();
  REQUIRE(taken);
  CHECK(paper.frames == 2);
  CHECK(taken->preview.width == 1280);
  CHECK_FALSE(taken->too_dark);
  CHECK(taken->page->jpeg().size() <= domain::kMostPageBytes);
  write_whole(folder / "page.jpg", text_of(taken->page->jpeg()));
  CHECK(decode_picture_file(folder / "page.jpg") == "LINLI-TEST");
}

TEST_CASE("a page in the dark is said to be") {
  const TemporaryFolder folder;
  write_media(folder / "dark.png", {plain(640, 480, 30)}, "pngenc");
  const auto taken = Paper(folder / "dark.png").photograph();
  REQUIRE(taken);
  CHECK(taken->too_dark);
}

TEST_CASE("nobody's camera takes no page, and a stop ends the preview") {
  const TemporaryFolder folder;
  CHECK(Paper(folder / "nothing.png").photograph().error() == ScanError::no_camera);
  write_media(folder / "paper.png", {plain(640, 480, 200)}, "pngenc");
  Paper paper(folder / "paper.png");
  paper.stop.request_stop();
  CHECK(paper.photograph().error() == ScanError::stopped);
}

TEST_CASE("a page that is all noise, as in poor light, still becomes one that can be sent") {
  const TemporaryFolder folder;
  const int strength = GENERATE(20, 40);
  write_media(folder / "noise.png", {noise(strength)}, "pngenc");
  const auto taken = Paper(folder / "noise.png").photograph();
  REQUIRE(taken);
  CHECK(taken->page->jpeg().size() <= domain::kMostPageBytes);
}

TEST_CASE("what no quality makes small enough is no page") {
  const TemporaryFolder folder;
  write_media(folder / "noise.png", {noise(255)}, "pngenc");
  CHECK(Paper(folder / "noise.png").photograph().error() == ScanError::camera_failed);
}

TEST_CASE("a better quality needs more bytes") {
  const camera::Frame page = frame_of(noise(40));
  const auto good = camera::jpeg_of(page, 85);
  const auto poor = camera::jpeg_of(page, 30);
  REQUIRE(good);
  REQUIRE(poor);
  CHECK(good->size() > poor->size());
  CHECK(good->at(0) == 0xFF);
  CHECK(good->at(1) == 0xD8);
}
