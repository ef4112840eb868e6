#include "drivers/printer/escpos.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/drivers/printer/simulated_receipts.h"

using namespace linli;
using namespace linli::tests;
namespace escpos = linli::drivers::escpos;

TEST_CASE("a picture goes as a raster with its size in bytes and rows") {
  const DotPicture picture{.width = 16, .height = 2, .rows = {0x80, 0x01, 0xFF, 0x00}};
  CHECK(escpos::band(picture, 0, 2) ==
        Bytes{0x1D, 0x76, 0x30, 0, 2, 0, 2, 0, 0x80, 0x01, 0xFF, 0x00});
  CHECK(escpos::band(picture, 1, 1) == Bytes{0x1D, 0x76, 0x30, 0, 2, 0, 1, 0, 0xFF, 0x00});
}

TEST_CASE("no picture can give the printer an order") {
  DotPicture picture{.width = 48, .height = 1, .rows = {0x10, 0x04, 0x10, 0x14, 0x10, 0x05}};
  const Bytes sent = escpos::band(picture, 0, 1);
  CHECK(Bytes(sent.begin() + 8, sent.end()) == Bytes{0x30, 0x04, 0x30, 0x14, 0x30, 0x05});
}

TEST_CASE("answers say what is wrong, the most telling first") {
  const auto report = [](std::array<std::uint8_t, 4> answers) {
    escpos::Status status;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      REQUIRE(escpos::is_answer(answers[i]));
      escpos::note(status, escpos::kQuestions[i], answers[i]);
    }
    return escpos::report_of(status);
  };
  CHECK(report({0x12, 0x12, 0x12, 0x12}) == PaperLeft::enough);
  CHECK(report({0x12, 0x12, 0x12, 0x1E}) == PaperLeft::little);
  CHECK(report({0x1A, 0x16, 0x12, 0x12}).error() == PrintError::cover_open);
  CHECK(report({0x1A, 0x36, 0x12, 0x7E}).error() == PrintError::cover_open);
  CHECK(report({0x1A, 0x32, 0x12, 0x12}).error() == PrintError::paper_out);
  CHECK(report({0x1A, 0x12, 0x12, 0x72}).error() == PrintError::paper_out);
  CHECK(report({0x1A, 0x52, 0x1A, 0x12}).error() == PrintError::cutter_jammed);
  CHECK(report({0x1A, 0x52, 0x52, 0x12}).error() == PrintError::failing);
  CHECK(report({0x1A, 0x12, 0x12, 0x12}).error() == PrintError::failing);
}

TEST_CASE("an answer in real time is never taken for the one that all is done") {
  for (int byte = 0; byte < 256; ++byte) {
    const auto sent = static_cast<std::uint8_t>(byte);
    CHECK_FALSE((escpos::is_answer(sent) && escpos::is_done_answer(sent)));
  }
}
