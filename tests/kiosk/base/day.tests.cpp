#include "kiosk/base/day.h"

#include <catch2/catch_test_macros.hpp>

using namespace linli;
using namespace std::chrono_literals;

TEST_CASE("a day is written as in ISO 8601 and read back") {
  CHECK(base::day_text(2026y / 3 / 7) == "2026-03-07");
  CHECK(base::day_from("2026-03-07") == 2026y / 3 / 7);
  CHECK(base::day_from("2024-02-29") == 2024y / 2 / 29);
}

TEST_CASE("a day that no calendar has, and any other form, is none") {
  for (const char* text : {"2025-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "2026-1-01",
                           "2026/11/22", "2026-11-22 ", "26-11-22", "+026-11-22", "2026-11-2x",
                           ""}) {
    INFO(text);
    CHECK_FALSE(base::day_from(text));
  }
}
