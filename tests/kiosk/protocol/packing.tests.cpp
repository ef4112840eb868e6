#include "kiosk/protocol/packing.h"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::protocol;

namespace {

std::string repeated(std::size_t size) {
  std::string text(size, 'x');
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>('a' + i % 26);
  return text;
}

}  // namespace

TEST_CASE("what was packed is much smaller, and the same again") {
  const std::string text = repeated(200'000);
  const auto packed = pack(bytes_of(text));
  REQUIRE(packed);
  CHECK(packed->size() < 5'000);
  const auto again = unpack(*packed, text.size());
  REQUIRE(again);
  CHECK(text_of(*again) == text);
}

TEST_CASE("what packing does not help stays as it is") {
  std::mt19937 random(20261122);
  Bytes noise(50'000);
  for (auto& byte : noise) byte = static_cast<std::uint8_t>(random());
  CHECK_FALSE(pack(noise));
  CHECK_FALSE(pack(bytes_of("short")));
  CHECK_FALSE(pack({}));
}

TEST_CASE("nothing opens to more than it may, is damaged, or has something behind it") {
  const auto packed = pack(bytes_of(repeated(200'000)));
  REQUIRE(packed);
  CHECK_FALSE(unpack(*packed, 199'999));
  CHECK_FALSE(unpack({}, 1000));
  CHECK_FALSE(unpack(bytes_of("no gzip at all"), 1000));
  Bytes longer = *packed;
  longer.push_back(0);
  CHECK_FALSE(unpack(longer, 200'000));
  CHECK_FALSE(unpack(ByteView(*packed).first(packed->size() - 1), 200'000));
  // In its header gzip tells a time and a system, which nothing depends on.
  for (std::size_t at = 0; at < packed->size(); at += 7) {
    Bytes flipped = *packed;
    flipped[at] ^= 0x10;
    const auto opened = unpack(flipped, 200'000);
    if (opened) CHECK(text_of(*opened) == repeated(200'000));
  }
}

TEST_CASE("the gunzip command opens what was packed") {
  const linli::tests::TemporaryFolder folder;
  const std::string text = repeated(10'000);
  const auto packed = pack(bytes_of(text));
  REQUIRE(packed);
  linli::tests::write_whole(folder / "part.gz", text_of(*packed));
  REQUIRE(linli::tests::succeeds("gunzip " + (folder / "part.gz").string()));
  CHECK(linli::tests::read_whole(folder / "part") == text);
}
