#include "kiosk/domain/identity_number.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

using namespace linli::domain;
using namespace std::chrono;

namespace {

IdentityNumberError error_of(std::string_view text) {
  const auto number = IdentityNumber::parse(text);
  REQUIRE_FALSE(number);
  return number.error();
}

}  // namespace

TEST_CASE("the worked examples of GB 11643-1999 are valid") {
  const auto first = IdentityNumber::parse("11010519491231002X");
  REQUIRE(first);
  CHECK(first->text() == "11010519491231002X");
  CHECK(first->birth_date() == 1949y / December / 31);
  CHECK(first->sex() == Sex::female);
  const auto second = IdentityNumber::parse("440524188001010014");
  REQUIRE(second);
  CHECK(second->birth_date() == 1880y / January / 1);
  CHECK(second->sex() == Sex::male);
}

TEST_CASE("a small x is accepted and made large") {
  CHECK(IdentityNumber::parse("11010519491231002x") == IdentityNumber::parse("11010519491231002X"));
}

TEST_CASE("each reason to refuse a number has its own error") {
  CHECK(error_of("") == IdentityNumberError::wrong_length);
  CHECK(error_of("11010549123100") == IdentityNumberError::wrong_length);
  CHECK(error_of("11010519491231002XX") == IdentityNumberError::wrong_length);
  CHECK(error_of("1101051949123100X2") == IdentityNumberError::wrong_character);
  CHECK(error_of("11010519491231002Y") == IdentityNumberError::wrong_character);
  CHECK(error_of("王王王王王王") == IdentityNumberError::wrong_character);
  CHECK(error_of("11010519491331002X") == IdentityNumberError::wrong_birth_date);
  CHECK(error_of("110105190002290028") == IdentityNumberError::wrong_birth_date);
  CHECK(error_of("110105194912310021") == IdentityNumberError::wrong_check_digit);
}

TEST_CASE("the region code is not checked and a foreigner's number has the same check digit") {
  for (const std::string_view seventeen : {"91100019800101001", "99999920000229001"}) {
    const std::string number = std::string(seventeen) + identity_check_character(seventeen);
    CHECK(IdentityNumber::parse(number));
  }
}

TEST_CASE("one changed digit or two exchanged neighbours are always noticed") {
  const std::string valid = "11010519491231002X";
  for (std::size_t i = 0; i < 17; ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string wrong = valid;
      wrong[i] = digit;
      CHECK(IdentityNumber::parse(wrong).has_value() == (wrong == valid));
    }
    std::string exchanged = valid;
    std::swap(exchanged[i], exchanged[i + 1]);
    CHECK(IdentityNumber::parse(exchanged).has_value() == (exchanged == valid));
  }
}

TEST_CASE("random text is refused or is a number, and never crashes") {
  std::mt19937 random(20261122);
  for (int i = 0; i < 20'000; ++i) {
    std::string text(random() % 25, '\0');
    for (char& c : text) c = static_cast<char>(random() % 4 ? '0' + random() % 10 : random() % 256);
    if (const auto number = IdentityNumber::parse(text)) CHECK(number->birth_date().ok());
  }
}

TEST_CASE("a masked number shows the first and last four characters") {
  CHECK(IdentityNumber::parse("11010519491231002X")->masked() == "1101**********002X");
}

TEST_CASE("age counts from the birthday on") {
  CHECK(age_on(1946y / December / 28, 2026y / December / 27) == 79);
  CHECK(age_on(1946y / December / 28, 2026y / December / 28) == 80);
  CHECK(age_on(2004y / February / 29, 2026y / February / 28) == 21);
  CHECK(age_on(2004y / February / 29, 2026y / March / 1) == 22);
}
