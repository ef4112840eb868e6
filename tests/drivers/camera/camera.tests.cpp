#include "drivers/camera/camera.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <thread>

#include "kiosk/base/worker.h"
#include "tests/drivers/camera/media.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::drivers;
using namespace std::chrono_literals;

namespace {

const std::string kText = "https://linli.example/r/LS-0417-2611-0038?s=Zm9v";

Picture scene_with_code() {
  Picture scene = plain(1280, 720, 200);
  lay(scene, printed(kText, 6), 500, 200);
  return scene;
}

/// A scan that is stopped after 60 s, so that a failing test ends.
struct Scan {
  explicit Scan(const std::string& source) : scanner(open_camera({.source = source})) {}

  Expected<std::string, ScanError> run(std::function<void(PreviewFrame)> on_frame = {}) {
    const std::jthread watchdog([&](const std::stop_token& done) {
      if (base::sleep_unless_stopped(done, 60s)) stop.request_stop();
    });
    return scanner->scan(stop.get_token(), [&](PreviewFrame frame) {
      ++frames;
      if (on_frame) on_frame(std::move(frame));
    });
  }

  std::unique_ptr<CodeScanner> scanner;
  std::stop_source stop{};
  int frames = 0;
};

std::string file(const std::filesystem::path& path) { return "file:" + path.string(); }

}  // namespace

TEST_CASE("a code in a still, a film or a camera's format is found") {
  const std::string encoder =
      GENERATE("pngenc", "jpegenc", "jpegenc ! avimux", "vp8enc deadline=1 ! matroskamux");
  CAPTURE(encoder);
  const TemporaryFolder folder;
  write_media(folder / "media", {scene_with_code()}, encoder);
  Scan scan(file(folder / "media"));
  PreviewFrame preview;
  CHECK(scan.run([&](PreviewFrame frame) { preview = std::move(frame); }) == kText);
  CHECK(scan.frames >= 1);
  CHECK(preview.width == 640);
  CHECK(preview.height == 360);
  CHECK(preview.rgb.size() == 640U * 360U * 3U);
  CHECK(std::abs(preview.rgb[0] - 200) < 6);
}

TEST_CASE("a code that comes late in a film is found") {
  const TemporaryFolder folder;
  std::vector<Picture> film(4, plain(640, 480, 90));
  film.push_back(plain(640, 480, 255));
  lay(film.back(), printed(kText, 6), 50, 50);
  film.push_back(film.back());
  write_media(folder / "film", film, "jpegenc ! avimux");
  Scan scan(file(folder / "film"));
  CHECK(scan.run() == kText);
  CHECK(scan.frames >= 2);
}

TEST_CASE("a film without a code begins again and again until the stop") {
  const TemporaryFolder folder;
  write_media(folder / "film", std::vector<Picture>(3, plain(64, 48, 90)), "jpegenc ! avimux");
  Scan scan(file(folder / "film"));
  CHECK(scan.run([&](const PreviewFrame&) {
              if (scan.frames == 8) scan.stop.request_stop();
            })
            .error() == ScanError::stopped);
}

TEST_CASE("a still goes on being shown until the stop") {
  const TemporaryFolder folder;
  write_media(folder / "still.png", {plain(64, 48, 90)}, "pngenc");
  Scan scan(file(folder / "still.png"));
  CHECK(scan.run([&](const PreviewFrame& frame) {
              CHECK(frame.width == 64);
              if (scan.frames == 5) scan.stop.request_stop();
            })
            .error() == ScanError::stopped);
}

TEST_CASE("another still laid before the camera is noticed") {
  const TemporaryFolder folder;
  write_media(folder / "still.png", {plain(64, 48, 90)}, "pngenc");
  write_media(folder / "code.png", {scene_with_code()}, "pngenc");
  Scan scan(file(folder / "still.png"));
  CHECK(scan.run([&](const PreviewFrame&) {
    if (scan.frames == 2) std::filesystem::rename(folder / "code.png", folder / "still.png");
  }) == kText);
}

TEST_CASE("a camera that is not there is no camera, and may be there at the next scan") {
  const TemporaryFolder folder;
  for (const std::string& source :
       {std::string("v4l2:/dev/linli-no-such-camera"), std::string("v4l2:/dev/null"),
        std::string("nonsense"), std::string(), file(folder / "nothing.png")}) {
    CAPTURE(source);
    CHECK(Scan(source).run().error() == ScanError::no_camera);
  }
  Scan scan(file(folder / "late.png"));
  CHECK(scan.run().error() == ScanError::no_camera);
  write_media(folder / "late.png", {scene_with_code()}, "pngenc");
  CHECK(scan.run() == kText);
  CHECK(scan.run() == kText);
}

TEST_CASE("a stop before the beginning ends the scan") {
  Scan scan("file:/nothing");
  scan.stop.request_stop();
  CHECK(scan.run().error() == ScanError::stopped);
}

TEST_CASE("files that are no pictures are a failed camera") {
  const TemporaryFolder folder;
  std::mt19937 random(3);
  for (const std::string begin : {"", "\x89PNG\r\n\x1A\n", "\xFF\xD8\xFF\xE0", "BM", "RIFF"}) {
    std::string content = begin;
    for (int i = 0; i < 2000; ++i) content.push_back(static_cast<char>(random()));
    write_whole(folder / "file", content);
    CHECK(Scan(file(folder / "file")).run().error() == ScanError::camera_failed);
  }
}
