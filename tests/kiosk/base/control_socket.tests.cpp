#include "kiosk/base/control_socket.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>

#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::base;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

std::string echo(std::string_view line, std::stop_token) { return "said " + std::string(line); }

}  // namespace

TEST_CASE("a line is answered by a line, long ones too") {
  const tests::TemporaryFolder folder;
  const auto server = ControlServer::listen(folder / "s", echo);
  REQUIRE(server);
  CHECK(ask(folder / "s", "你好", 5s) == std::string("said 你好"));
  const std::string longest(500'000, 'x');
  CHECK(ask(folder / "s", longest, 5s) == "said " + longest);
}

TEST_CASE("a line past the limit closes the connection") {
  const tests::TemporaryFolder folder;
  const auto server = ControlServer::listen(folder / "s", echo);
  REQUIRE(server);
  CHECK_FALSE(ask(folder / "s", std::string(3 << 20, 'x'), 5s));
}

TEST_CASE("a second server is refused while the first answers, and a stale socket is replaced") {
  const tests::TemporaryFolder folder;
  {
    const auto first = ControlServer::listen(folder / "s", echo);
    REQUIRE(first);
    CHECK(ControlServer::listen(folder / "s", echo).error() == std::errc::address_in_use);
    fs::create_hard_link(folder / "s", folder / "stale");
  }
  CHECK_FALSE(fs::exists(folder / "s"));
  CHECK(ControlServer::listen(folder / "stale", echo));
}

TEST_CASE("only the owner can reach the socket") {
  const tests::TemporaryFolder folder;
  const auto server = ControlServer::listen(folder / "s", echo);
  REQUIRE(server);
  CHECK((fs::status(folder / "s").permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("asking where nobody listens fails at once") {
  const tests::TemporaryFolder folder;
  CHECK_FALSE(ask(folder / "none", "x", 5s));
}
