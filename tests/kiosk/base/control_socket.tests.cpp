#include "kiosk/base/control_socket.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>

using namespace linli::base;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "linli-socket-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
};

std::string echo(std::string_view line, std::stop_token) { return "said " + std::string(line); }

}  // namespace

TEST_CASE("a line is answered by a line, long ones too") {
  const Folder folder;
  const auto server = ControlServer::listen(folder.path / "s", echo);
  REQUIRE(server);
  CHECK(ask(folder.path / "s", "你好", 5s) == std::string("said 你好"));
  const std::string longest(500'000, 'x');
  CHECK(ask(folder.path / "s", longest, 5s) == "said " + longest);
}

TEST_CASE("a line past the limit closes the connection") {
  const Folder folder;
  const auto server = ControlServer::listen(folder.path / "s", echo);
  REQUIRE(server);
  CHECK_FALSE(ask(folder.path / "s", std::string(3 << 20, 'x'), 5s));
}

TEST_CASE("a second server is refused while the first answers, and a stale socket is replaced") {
  const Folder folder;
  {
    const auto first = ControlServer::listen(folder.path / "s", echo);
    REQUIRE(first);
    CHECK(ControlServer::listen(folder.path / "s", echo).error() == std::errc::address_in_use);
    fs::create_hard_link(folder.path / "s", folder.path / "stale");
  }
  CHECK_FALSE(fs::exists(folder.path / "s"));
  CHECK(ControlServer::listen(folder.path / "stale", echo));
}

TEST_CASE("only the owner can reach the socket") {
  const Folder folder;
  const auto server = ControlServer::listen(folder.path / "s", echo);
  REQUIRE(server);
  CHECK((fs::status(folder.path / "s").permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("asking where nobody listens fails at once") {
  const Folder folder;
  CHECK_FALSE(ask(folder.path / "none", "x", 5s));
}
