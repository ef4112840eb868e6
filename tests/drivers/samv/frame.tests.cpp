#include "drivers/samv/frame.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "tests/drivers/samv/vectors.h"

using namespace linli;
using namespace linli::tests;
using drivers::samv::encode_frame;
using drivers::samv::FrameParser;

namespace {
constexpr std::size_t kHead = 7;  // preamble and length

Bytes payload_of(const Bytes& frame) { return {frame.begin() + kHead, frame.end() - 1}; }

std::optional<Bytes> parse(const Bytes& bytes) {
  FrameParser parser;
  parser.push(bytes);
  return parser.next();
}

Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes all;
  for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

const Bytes kFound{0x00, 0x00, 0x9F, 0, 0, 0, 0};

}  // namespace

TEST_CASE("every known frame is parsed and made again byte for byte") {
  for (const Vector& vector : vectors("frame")) {
    CAPTURE(vector.name);
    const auto payload = parse(vector.bytes);
    REQUIRE(payload);
    CHECK(*payload == payload_of(vector.bytes));
    CHECK(encode_frame(*payload) == vector.bytes);
  }
}

TEST_CASE("the preamble of the line noise seen in the field is found") {
  const Bytes answer = frame_named("select OK (8 data bytes)");
  Bytes noisy{0xAA, 0x00};
  noisy.insert(noisy.end(), answer.begin() + 1, answer.end());
  CHECK(parse(noisy) == payload_of(answer));
}

TEST_CASE("the line noise itself has lost two bytes and is no frame") {
  FrameParser parser;
  parser.push(vectors("noise").front().bytes);
  CHECK_FALSE(parser.next());
  CHECK_FALSE(parser.flush());
}

TEST_CASE("broken frames are never accepted, not even when the line goes quiet") {
  for (const Vector& vector : vectors("broken")) {
    CAPTURE(vector.name);
    FrameParser parser;
    parser.push(vector.bytes);
    CHECK_FALSE(parser.next());
    CHECK_FALSE(parser.flush());
  }
}

TEST_CASE("the beginning of a long answer waits for the rest") {
  for (const Vector& vector : vectors("prefix")) {
    CAPTURE(vector.name);
    CHECK_FALSE(parse(vector.bytes));
  }
}

TEST_CASE("a frame may come byte by byte") {
  FrameParser parser;
  const Bytes frame = frame_named("whole answer to 30 01");
  for (std::size_t i = 0; i + 1 < frame.size(); ++i) {
    parser.push(ByteView(frame).subspan(i, 1));
    REQUIRE_FALSE(parser.next());
  }
  parser.push(ByteView(frame).last(1));
  CHECK(parser.next() == payload_of(frame));
}

TEST_CASE("several frames in one piece come one after the other") {
  FrameParser parser;
  parser.push(joined({encode_frame(kFound), {0x55, 0xAA}, encode_frame(kFound)}));
  CHECK(parser.next() == kFound);
  CHECK(parser.next() == kFound);
  CHECK_FALSE(parser.next());
}

TEST_CASE("a frame behind a broken one is found") {
  Bytes broken = encode_frame(kFound);
  broken.back() ^= 0x01;
  CHECK(parse(joined({broken, encode_frame(kFound)})) == kFound);
}

TEST_CASE("a length past every frame is not waited for") {
  const Bytes absurd{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0xFF, 0xFF};
  CHECK(parse(joined({absurd, encode_frame(kFound)})) == kFound);
}

TEST_CASE("a frame that will not be completed is given up when the line goes quiet") {
  const Bytes begun{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x05, 0x08, 0x00};
  FrameParser parser;
  parser.push(joined({begun, encode_frame(kFound)}));
  CHECK_FALSE(parser.next());
  CHECK(parser.flush() == kFound);
  CHECK_FALSE(parser.flush());
}

TEST_CASE("a lost or an inserted byte costs one frame at most") {
  const Bytes frame = encode_frame(kFound);
  for (std::size_t i = 0; i < frame.size(); ++i) {
    CAPTURE(i);
    Bytes lost = frame;
    lost.erase(lost.begin() + static_cast<std::ptrdiff_t>(i));
    Bytes inserted = frame;
    inserted.insert(inserted.begin() + static_cast<std::ptrdiff_t>(i), 0xAA);
    for (const Bytes& wrong : {lost, inserted}) {
      FrameParser parser;
      parser.push(joined({wrong, frame, frame}));
      int whole = 0;
      while (parser.next()) ++whole;
      while (parser.flush()) ++whole;
      CHECK(whole >= 1);
    }
  }
}

TEST_CASE("random bytes never crash and never give a frame without its checksum") {
  std::mt19937 random(19491231);
  const Bytes preamble{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00};
  for (int round = 0; round < 3000; ++round) {
    FrameParser parser;
    Bytes all;
    for (int piece = 0; piece < 8; ++piece) {
      Bytes bytes = random() % 2 ? preamble : Bytes{};
      for (auto size = random() % 40; size > 0; --size) {
        bytes.push_back(static_cast<std::uint8_t>(random()));
      }
      all.insert(all.end(), bytes.begin(), bytes.end());
      parser.push(bytes);
      while (const auto payload = piece == 7 ? parser.flush() : parser.next()) {
        // What is called a frame stands in the bytes as one, checksum and all.
        const Bytes frame = encode_frame(*payload);
        const ByteView core = ByteView(frame).subspan(2);
        CHECK_FALSE(std::ranges::search(all, core).empty());
      }
    }
  }
}

TEST_CASE("a frame in a flood of noise is found and what is held stays bounded") {
  std::mt19937 random(11);
  FrameParser parser;
  for (int i = 0; i < 100; ++i) {
    Bytes noise(5000);
    for (auto& byte : noise) byte = static_cast<std::uint8_t>(random());
    parser.push(noise);
    while (parser.flush()) {
    }
  }
  parser.push(encode_frame(kFound));
  CHECK(parser.next() == kFound);
}
