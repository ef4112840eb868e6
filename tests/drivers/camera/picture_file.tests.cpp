#include "drivers/camera/picture_file.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/drivers/camera/media.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::drivers;

namespace {

const std::string kText = "LS-0417-2611-0038 中文";

/// A PNG's or JPEG's first bytes that promise 60000 × 60000 pixels.
const std::string kHugePng("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\xEA\x60\0\0\xEA\x60\x08\x02\0\0\0",
                           29);
const std::string kHugeJpeg(
    "\xFF\xD8\xFF\xC0\0\x11\x08\xEA\x60\xEA\x60\x03\x01\x22\0\x02\x11\x01\x03\x11\x01", 21);

}  // namespace

TEST_CASE("the code in a picture file is read") {
  const std::string encoder = GENERATE("pngenc", "jpegenc", "jpegenc ! avimux");
  CAPTURE(encoder);
  const TemporaryFolder folder;
  write_media(folder / "with code", {printed(kText)}, encoder);
  CHECK(decode_picture_file(folder / "with code") == kText);
}

TEST_CASE("a code on nothing is read as one on white") {
  const TemporaryFolder folder;
  write_transparent_png(folder / "code.png", printed(kText));
  CHECK(decode_picture_file(folder / "code.png") == kText);
}

TEST_CASE("a picture without a code has none") {
  const TemporaryFolder folder;
  write_media(folder / "plain.png", {plain(300, 200, 128)}, "pngenc");
  const auto text = decode_picture_file(folder / "plain.png");
  REQUIRE(text);
  CHECK_FALSE(*text);
}

TEST_CASE("what is no picture says so") {
  const TemporaryFolder folder;
  CHECK(decode_picture_file(folder / "nothing").error() == PictureError::no_file);
  CHECK(decode_picture_file(folder.path()).error() == PictureError::no_file);
  write_whole(folder / "empty", "");
  CHECK(decode_picture_file(folder / "empty").error() == PictureError::no_picture);
  write_whole(folder / "text", "nothing but text\n");
  CHECK(decode_picture_file(folder / "text").error() == PictureError::no_picture);
}

TEST_CASE("a picture that promises too many pixels is refused before it is decoded") {
  const TemporaryFolder folder;
  for (const std::string& head : {kHugePng, kHugeJpeg}) {
    write_whole(folder / "huge", head + std::string(4096, '\0'));
    CHECK(decode_picture_file(folder / "huge").error() == PictureError::too_large);
  }
}

TEST_CASE("damaged pictures never crash the decoder") {
  const TemporaryFolder folder;
  std::mt19937 random(77);
  for (const std::string encoder : {"pngenc", "jpegenc", "jpegenc ! avimux"}) {
    write_media(folder / "good", {printed(kText, 2)}, encoder);
    const std::string good = read_whole(folder / "good");
    for (int round = 0; round < 25; ++round) {
      std::string damaged = good;
      for (auto changes = random() % 8 + 1; changes > 0; --changes) {
        damaged[random() % damaged.size()] = static_cast<char>(random());
      }
      if (round % 3 == 0) damaged.resize(random() % damaged.size());
      write_whole(folder / "damaged", damaged);
      const auto text = decode_picture_file(folder / "damaged");
      CHECK((!text || !*text || **text == kText));
    }
  }
}
