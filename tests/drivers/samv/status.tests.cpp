#include "drivers/samv/status.h"

#include <catch2/catch_test_macros.hpp>

using namespace linli::drivers;
using namespace linli::drivers::samv;

TEST_CASE("every status byte has a meaning and an error") {
  for (int sw3 = 0; sw3 <= 0xFF; ++sw3) {
    const Status status = status_of(static_cast<std::uint8_t>(sw3));
    CHECK_FALSE(meaning(status).empty());
    (void)card_error_of(status);
  }
}

TEST_CASE("a status that no table knows is an unrecognised error") {
  CHECK(status_of(0x00) == Status::unrecognised_error);
  CHECK(status_of(0xFE) == Status::unrecognised_error);
}

TEST_CASE("the statuses of a failing chip ask to try again, those of the reader for staff") {
  for (const int sw3 : {0x31, 0x32, 0x33, 0x41, 0x47, 0x81}) {
    CHECK(card_error_of(static_cast<Status>(sw3)) == CardReadError::not_readable);
  }
  for (const int sw3 : {0x23, 0x60, 0x66}) {
    CHECK(card_error_of(static_cast<Status>(sw3)) == CardReadError::reader_not_allowed);
  }
  CHECK(card_error_of(Status::no_card) == CardReadError::removed_too_early);
  CHECK(card_error_of(Status::wrong_card_type) == CardReadError::unknown_card_type);
}
