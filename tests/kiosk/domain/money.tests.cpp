#include "kiosk/domain/money.h"

#include <catch2/catch_test_macros.hpp>

#include <limits>

using linli::domain::Money;

TEST_CASE("an amount in yuan has two decimals") {
  CHECK(Money{74880}.yuan() == "748.80");
  CHECK(Money{5}.yuan() == "0.05");
  CHECK(Money{0}.yuan() == "0.00");
  CHECK(Money{-1}.yuan() == "-0.01");
}

TEST_CASE("the smallest and the largest amount can be written") {
  CHECK(Money{std::numeric_limits<std::int64_t>::min()}.yuan() == "-92233720368547758.08");
  CHECK(Money{std::numeric_limits<std::int64_t>::max()}.yuan() == "92233720368547758.07");
}
