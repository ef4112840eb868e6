#include "kiosk/base/uuid.h"

#include <catch2/catch_test_macros.hpp>

using namespace linli::base;

TEST_CASE("a version 7 id carries its time, version and variant") {
  // RFC 9562 appendix A.6: the worked example's time.
  const WallTime time{std::chrono::milliseconds{0x017F22E279B0}};
  const std::string text = make_uuid_v7(time).text();
  CHECK(text.substr(0, 15) == "017f22e2-79b0-7");
  CHECK(std::string_view("89ab").find(text[19]) != std::string_view::npos);
}

TEST_CASE("later ids sort after earlier ones and no two are alike") {
  const WallTime time{std::chrono::milliseconds{1'800'000'000'000}};
  const Uuid first = make_uuid_v7(time);
  CHECK(first != make_uuid_v7(time));
  CHECK(first < make_uuid_v7(time + std::chrono::milliseconds{1}));
}

TEST_CASE("an id is read back from its text, and nothing else is read as one") {
  const Uuid id = make_uuid_v7(WallTime{});
  CHECK(Uuid::parse(id.text()) == id);
  CHECK(Uuid::parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"));
  for (const char* text : {"", "017f22e279b07cc398c4dc0c0c07398f",
                           "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
                           "017f22e2_79b0-7cc3-98c4-dc0c0c07398f"}) {
    INFO(text);
    CHECK_FALSE(Uuid::parse(text));
  }
}
