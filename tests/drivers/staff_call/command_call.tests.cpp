#include "drivers/staff_call/command_call.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <thread>

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace std::chrono_literals;
using drivers::CallError;
using drivers::CallReason;
using drivers::CommandCall;

namespace {

/// A hall whose staff are called by a program that does as `script` says.
struct Hall {
  CommandCall pager(const std::string& script, std::chrono::milliseconds longest = 10s) const {
    const auto file = folder / "pager";
    std::ofstream(file) << "#!/bin/sh\n" << script << '\n';
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return CommandCall({{file.string(), "1 楼; $HOME"}, "0417", longest});
  }
  CallError error_of(const std::string& script, std::chrono::milliseconds longest = 10s) const {
    const auto called = pager(script, longest).call(CallReason::help, {});
    REQUIRE_FALSE(called);
    return called.error();
  }
  std::string heard() const { return tests::read_whole(folder / "heard"); }

  tests::TemporaryFolder folder;
};

}  // namespace

TEST_CASE("the hall's program is told why and where, behind its own arguments, without a shell") {
  const Hall hall;
  auto pager = hall.pager("printf '%s|' \"$@\" > \"$(dirname \"$0\")/heard\"; cat");
  REQUIRE(pager.call(CallReason::help, {}));
  CHECK(hall.heard() == "1 楼; $HOME|help|0417|");
  REQUIRE(pager.call(CallReason::emergency, {}));
  CHECK(hall.heard() == "1 楼; $HOME|emergency|0417|");
}

TEST_CASE("a terminal without a number calls all the same") {
  const Hall hall;
  (void)hall.pager("printf '%s|' \"$@\" > \"$(dirname \"$0\")/heard\"");
  REQUIRE(CommandCall({{(hall.folder / "pager").string()}, ""}).call(CallReason::help, {}));
  CHECK(hall.heard() == "help||");
}

TEST_CASE("why nobody was reached has a name") {
  const Hall hall;
  CHECK(hall.error_of("exit 3") == CallError::not_taken);
  CHECK(hall.error_of("kill -9 $$") == CallError::not_taken);
  CHECK(hall.error_of("exec sleep 60", 50ms) == CallError::silent);
  CHECK(hall.error_of("exec cat /dev/zero") == CallError::failing);
  for (const char* program : {"no-such-pager-of-linli", "/nowhere/pager", "/etc/passwd", "/"}) {
    CAPTURE(program);
    CommandCall pager({{program}, "0417"});
    CHECK(pager.call(CallReason::emergency, {}).error() == CallError::missing);
    CHECK(pager.look({}).error() == CallError::missing);
  }
  CHECK(CommandCall({}).call(CallReason::help, {}).error() == CallError::missing);
}

TEST_CASE("looking for the program calls nobody") {
  const Hall hall;
  auto pager = hall.pager("touch \"$(dirname \"$0\")/heard\"");
  CHECK(pager.look({}));
  CHECK(CommandCall({{"true"}, ""}).look({}));
  CHECK_FALSE(std::filesystem::exists(hall.folder / "heard"));
}

TEST_CASE("a call that hangs ends in time, even where the program holds nothing open") {
  const Hall hall;
  CHECK(hall.error_of("exec >&- <&-; exec sleep 60", 50ms) == CallError::silent);
}

TEST_CASE("a terminal that ends does not wait for a call") {
  const Hall hall;
  for (const char* hangs : {"exec sleep 60", "exec >&- <&-; exec sleep 60"}) {
    CAPTURE(hangs);
    auto pager = hall.pager(hangs, 70s);
    std::stop_source source;
    std::jthread stopper([&] { source.request_stop(); });
    CHECK(pager.call(CallReason::emergency, source.get_token()).error() == CallError::stopped);
  }
}
