#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/drivers/codes/code_picture.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::drivers;
namespace codes = linli::drivers::codes;

namespace {

const std::string kText = "https://linli.example/r/LS-0417-2611-0038?s=Zm9vYmFyMTIzNDU2Nzg5MA";

std::optional<std::string> decode(const Picture& picture) { return decode_qr(picture.view()); }

}  // namespace

TEST_CASE("a printed code is read") {
  for (const int module : {2, 3, 5, 12}) {
    CAPTURE(module);
    CHECK(decode(printed(kText, module)) == kText);
  }
}

TEST_CASE("a code is read from a picture of a camera, whichever way it lies there") {
  Picture scene = plain(1280, 720, 120);
  lay(scene, printed(kText, 5), 700, 200);
  add_noise(scene, 12);
  CHECK(decode(scene) == kText);
  Picture turned = plain(720, 1280, 0);
  for (int y = 0; y < scene.height; ++y) {
    for (int x = 0; x < scene.width; ++x) pixel(turned, y, x) = pixel(scene, x, y);
  }
  CHECK(decode(turned) == kText);  // a mirrored one, too
  CHECK(decode(codes::turned(scene.view())) == kText);
}

TEST_CASE("a blurred code is read") {
  CHECK(decode(codes::smoothed(printed(kText, 6).view(), 2)) == kText);
}

TEST_CASE("a pale code is read") {
  CHECK(decode(printed(*encode_qr(kText), 5, 110, 150)) == kText);
}

TEST_CASE("an inverted code is read") {
  CHECK(decode(codes::inverted(printed(kText).view())) == kText);
}

TEST_CASE("a code with a quarter of its modules covered is read at the highest correction") {
  const auto code = encode_qr(kText, ErrorCorrection::high);
  Picture picture = printed(*code, 6);
  const int middle = picture.width / 2;
  lay(picture, plain(picture.width / 4, picture.width / 4, 128), middle - picture.width / 8,
      middle - picture.width / 8);
  CHECK(decode(picture) == kText);
}

TEST_CASE("a code without quiet zone, very large or very small, is read with patience") {
  const auto code = encode_qr(kText);
  const Picture whole = printed(*code, 8);
  Picture cut = plain(code->size * 8, code->size * 8, 255);
  for (int y = 0; y < cut.height; ++y) {
    for (int x = 0; x < cut.width; ++x) {
      pixel(cut, x, y) = whole.luma[static_cast<std::size_t>((y + 32) * whole.width + x + 32)];
    }
  }
  CHECK(decode_qr_patiently(cut.view()) == kText);
  CHECK(decode_qr_patiently(printed(*code, 60).view()) == kText);
  CHECK(decode_qr_patiently(printed(*code, 1).view()) == kText);
}

TEST_CASE("a blurred, pale and noisy code is read with patience") {
  Picture picture = printed(*encode_qr(kText), 8, 100, 160);
  add_noise(picture, 60);
  CHECK(decode_qr_patiently(picture.view()) == kText);
}

TEST_CASE("pictures without a code give nothing") {
  CHECK_FALSE(decode(plain(640, 480, 255)));
  Picture noise = plain(640, 480, 128);
  add_noise(noise, 120);
  CHECK_FALSE(decode(noise));
  CHECK_FALSE(decode_qr_patiently(plain(1, 1, 0).view()));
  CHECK_FALSE(decode_qr_patiently(plain(1, 500, 0).view()));
}

TEST_CASE("what is no picture gives nothing") {
  const Picture picture = plain(10, 10, 0);
  for (const LumaImage& wrong :
       {LumaImage{}, LumaImage{picture.luma.data(), 0, 10, 10}, LumaImage{nullptr, 10, 10, 10},
        LumaImage{picture.luma.data(), -1, 10, 10}, LumaImage{picture.luma.data(), 10, 10, 9},
        LumaImage{picture.luma.data(), 100'000, 100'000, 100'000}}) {
    CHECK_FALSE(decode_qr(wrong));
    CHECK_FALSE(decode_qr_patiently(wrong));
  }
}

TEST_CASE("damaged codes never crash the decoder nor give another text") {
  std::mt19937 random(2611);
  const Picture whole = printed(kText, 3);
  for (int round = 0; round < 300; ++round) {
    Picture damaged = whole;
    for (auto spots = random() % 60; spots > 0; --spots) {
      const int side = 1 + static_cast<int>(random() % 20);
      const int range = damaged.width - side;
      lay(damaged, plain(side, side, random() % 2 ? 0 : 255),
          static_cast<int>(random() % static_cast<unsigned>(range)),
          static_cast<int>(random() % static_cast<unsigned>(range)));
    }
    const auto text = decode(damaged);
    CHECK((!text || text == kText));
  }
}
