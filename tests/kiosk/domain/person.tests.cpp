#include "kiosk/domain/person.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

using namespace linli::domain;
using namespace std::chrono;

TEST_CASE("a masked name keeps its first and last character") {
  CHECK(mask_name("王淑芳") == "王*芳");
  CHECK(mask_name("欧阳淑芳") == "欧**芳");
  CHECK(mask_name("阿依古丽·买买提") == "阿******提");
}

TEST_CASE("of two characters the second is a star") {
  CHECK(mask_name("王芳") == "王*");
  CHECK(mask_name("王") == "王");
  CHECK(mask_name("").empty());
}

TEST_CASE("a character beyond the basic plane counts as one") {
  CHECK(mask_name("李𬌗明") == "李*明");
  CHECK(mask_name("𬌗明𫖮") == "𬌗*𫖮");
}

TEST_CASE("bytes that are no UTF-8 are shown as replacement characters") {
  CHECK(mask_name("\xFF") == "\uFFFD");
  CHECK(mask_name("王\xE8\x8A") == "王*\uFFFD");             // cut short
  CHECK(mask_name("\xED\xA0\x80") == "\uFFFD*\uFFFD");       // a surrogate
  CHECK(mask_name("\xC0\x80") == "\uFFFD*");                 // overlong
  CHECK(mask_name("\xF4\x90\x80\x80") == "\uFFFD**\uFFFD");  // past U+10FFFF
}

TEST_CASE("random bytes never crash the mask") {
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string name(random() % 12, '\0');
    for (char& c : name) c = static_cast<char>(random() % 256);
    CHECK(mask_name(name).empty() == name.empty());
  }
}

TEST_CASE("a card is valid through its last day and one without end never expires") {
  IdCard card{.name = "", .number = *IdentityNumber::parse("11010519491231002X")};
  CHECK_FALSE(card.expired_on(2999y / January / 1));
  card.valid_to = 2026y / November / 22;
  CHECK_FALSE(card.expired_on(2026y / November / 22));
  CHECK(card.expired_on(2026y / November / 23));
}
