#include "kiosk/typing/characters.h"

#include <catch2/catch_test_macros.hpp>

namespace linli::tests {

TEST_CASE("control characters and those that turn others round may not be typed") {
  for (const char32_t refused :
       {0x0U, 0xAU, 0x7FU, 0x85U, 0x200DU, 0x202EU, 0x2066U, 0xD800U, 0xE000U, 0xFE0FU, 0xFEFFU,
        0xFFFFU, 0x1FFFEU, 0xE0001U, 0x10FFFFU}) {
    CHECK_FALSE(typing::may_be_typed(refused));
  }
  CHECK(typing::may_be_typed(U'王'));
  CHECK(typing::may_be_typed(U'·'));
  CHECK(typing::may_be_typed(char32_t{0x2CE93}));
  CHECK(typing::may_be_typed("母亲，十月 A-1"));
  CHECK_FALSE(typing::may_be_typed("母亲\n"));
  CHECK_FALSE(typing::may_be_typed("\xE6\xAF"));
}

TEST_CASE("a character is found by its code") {
  CHECK(typing::character_of_code("738b") == "王");
  CHECK(typing::character_of_code("2CE93") == "𬺓");
  CHECK(typing::character_of_code("02CE93") == "𬺓");
  for (const char* refused :
       {"", "738", "738g", "0000", "000a", "202e", "d800", "110000", "0738b00"}) {
    CHECK_FALSE(typing::character_of_code(refused));
  }
}

TEST_CASE("a character is one, however many bytes it has") {
  CHECK(typing::length_of("王𬺓a") == 3);
  std::string text = "王𬺓a";
  typing::remove_last(text);
  typing::remove_last(text);
  CHECK(text == "王");
  typing::remove_last(text);
  typing::remove_last(text);
  CHECK(text.empty());
}

}  // namespace linli::tests
