#include "kiosk/flow/typing.h"

#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

namespace {

std::string typed(Keypad keypad, const char* keys) {
  std::string text;
  for (const char* key = keys; *key != '\0'; ++key) text = typed_with(keypad, text, *key);
  return text;
}

}  // namespace

TEST_CASE("amounts have at most eight digits, one point and two decimals") {
  CHECK(typed(Keypad::money, "123456789") == "12345678");
  CHECK(typed(Keypad::money, "12.345") == "12.34");
  CHECK(typed(Keypad::money, "1.2.3") == "1.23");
  CHECK(typed(Keypad::money, ".5") == "0.5");
  CHECK(typed(Keypad::money, "0012") == "12");
  CHECK(typed(Keypad::money, "1X2") == "12");
  CHECK(typed(Keypad::money, "12<<<7") == "7");
  CHECK(typed(Keypad::money, "12C") == "");
}

TEST_CASE("amounts are read in fen") {
  CHECK_FALSE(money_from(""));
  CHECK(money_from("12") == domain::Money{1200});
  CHECK(money_from("12.") == domain::Money{1200});
  CHECK(money_from("12.5") == domain::Money{1250});
  CHECK(money_from("99999999.99") == domain::Money{9999999999});
}

TEST_CASE("phone numbers and identity numbers take what fits them") {
  CHECK(typed(Keypad::phone, "1384.X18555261234") == "138418555261");
  CHECK(typed(Keypad::identity_number, "X1X2345678901234567X9") == "12345678901234567X");
}

TEST_CASE("a field that was emptied is unanswered again") {
  Hall hall;
  hall.open_form();
  hall.type("138");
  CHECK(hall.screen<FormView>().fields[0].answer != nullptr);
  hall.type("<<<");
  CHECK(hall.screen<FormView>().fields[0].answer == nullptr);
}
