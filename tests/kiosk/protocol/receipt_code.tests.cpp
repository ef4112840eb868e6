#include <catch2/catch_test_macros.hpp>

#include "tests/kiosk/protocol/examples.h"

using namespace linli;
using namespace linli::protocol;

namespace {

constexpr std::string_view kPage = "https://linli.example/r";

ReceiptVoucher voucher(const std::string& terminal = "0417") {
  const auto key = examples::terminal_key().public_key();
  return {terminal, key, examples::centre_key().sign(bytes_of(voucher_statement(terminal, key)))};
}

ReceiptCode code() { return {"LS-0417-2611-0038", examples::link().item}; }

std::string genuine() {
  return make_receipt_code(kPage, code(), voucher(), examples::terminal_key());
}

auto check(std::string_view text) {
  return check_receipt_code(text, examples::centre_key().public_key());
}

ReceiptCodeError error_of(std::string_view text) {
  const auto result = check(text);
  REQUIRE_FALSE(result);
  return result.error();
}

}  // namespace

TEST_CASE("a receipt's code is the text that OpenSSL's signatures give") {
  CHECK(
      genuine() ==
      "https://linli.example/r?n=LS-0417-2611-0038&i=AZqlwAAAcACAAAAAAAAAJg"
      "&k=PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"
      "&v=rRh0zJ0XQ1IVOTPtIL_426ducMK7iQPJdUlLKEzttGqxHjd_q5siqxkBg3AsdOVT53D58guRDipwQ2yVkGFVAw"
      "&s=xis2oD1S0fTFVj6Bomon1ClT7LTd4SerHEgr273TuJakYASrrc_U5fPt-6EkRNXHNfmb461iXWa8fDOUriLcBA");
}

TEST_CASE("a genuine code gives its number and item") {
  const auto read = check(genuine());
  REQUIRE(read);
  CHECK(read->number == "LS-0417-2611-0038");
  CHECK(read->item == examples::link().item);
}

TEST_CASE("a code fits 400 characters with the longest page and number") {
  const std::string page = "https://" + std::string(kMostPageBytes - 8, 'a');
  const auto text = make_receipt_code(page, {"LS-0417-2611-00000038", code().item}, voucher(),
                                      examples::terminal_key());
  CHECK(text.size() <= 400);
  CHECK(check(text));
}

TEST_CASE("no change of one character goes unnoticed") {
  const std::string text = genuine();
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    INFO(i);
    CHECK_FALSE(check(changed));
  }
}

TEST_CASE("a truncated or prolonged code is refused") {
  const std::string text = genuine();
  for (std::size_t length = 0; length < text.size(); ++length) {
    CHECK_FALSE(check(std::string_view(text).substr(0, length)));
  }
  CHECK_FALSE(check(text + "A"));
  CHECK_FALSE(check(text + "&n=LS-0417-2611-0039"));
}

TEST_CASE("another code is foreign, not forged") {
  for (const char* text : {"", "https://example.com/", "6901234567892",
                           "?n=&i=&k=&v=&s=", "WIFI:T:WPA;S:hall;P:12345678;;",
                           "https://linli.example/r?n=LS-0417-2611-0038"}) {
    INFO(text);
    CHECK(error_of(text) == ReceiptCodeError::foreign);
  }
  CHECK(error_of(std::string(100'000, '=')) == ReceiptCodeError::foreign);
}

TEST_CASE("a code signed by a key the centre never vouched for is forged") {
  const auto forger = crypto::SigningKey::generate();
  auto own = voucher();
  own.key = forger.public_key();
  CHECK(error_of(make_receipt_code(kPage, code(), own, forger)) == ReceiptCodeError::forged);
  CHECK(error_of(make_receipt_code(kPage, code(), voucher(), forger)) == ReceiptCodeError::forged);
}

TEST_CASE("a terminal can't give receipts in another terminal's name") {
  const auto text = make_receipt_code(kPage, code(), voucher("0418"), examples::terminal_key());
  CHECK(error_of(text) == ReceiptCodeError::forged);
}

TEST_CASE("a code of another centre is forged here") {
  const auto other = crypto::SigningKey::generate();
  const auto result = check_receipt_code(genuine(), other.public_key());
  REQUIRE_FALSE(result);
  CHECK(result.error() == ReceiptCodeError::forged);
}

TEST_CASE("a receipt's number has one form") {
  for (const char* text : {"LS-0417-2611-0038", "PJ-0001-2612-12345678"}) {
    CHECK(is_receipt_number(text));
  }
  for (const char* text : {"", "LS-0417-2611-003", "ls-0417-2611-0038", "LS-0417-2611-0038 ",
                           "LS-0417-2611-123456789", "LS04172611-00380", "LS-041x-2611-0038"}) {
    INFO(text);
    CHECK_FALSE(is_receipt_number(text));
  }
}
