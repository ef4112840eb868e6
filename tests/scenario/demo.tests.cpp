/// linli-demo, as somebody who tries it uses it.
#include <signal.h>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/child_process.h"
#include "tests/support/files.h"
#include "tests/support/places.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
namespace fs = std::filesystem;

namespace {

/// How many processes have this text in their command line.
int processes_with(const std::string& text) {
  int count = 0;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    count += tests::read_whole(entry.path() / "cmdline").find(text) != std::string::npos ? 1 : 0;
  }
  return count;
}

}  // namespace

TEST_CASE("an interrupted demo says so in one line and leaves nothing running") {
  const tests::TemporaryFolder folder;
  const auto hall = (folder / "hall").string();
  const auto log = folder / "log";
  tests::ChildProcess demo(
      {(tests::programs() / "linli-demo").string(), "--headless", "--folder", hall}, log);
  REQUIRE(demo.wait_for_line("ok ", std::chrono::seconds{60}));
  REQUIRE(demo.wait_for_line("ok ", std::chrono::seconds{60}));  // the reader runs, too
  CHECK(processes_with(hall) > 1);
  ::kill(demo.pid(), SIGINT);
  const auto ended = demo.wait(std::chrono::seconds{60});
  CHECK(ended.exit_code == 130);
  CHECK(ended.output.find("FAILED") == std::string::npos);
  CHECK(tests::read_whole(log) == "linli-demo: interrupted; everything it started has ended\n");
  CHECK(processes_with(hall) == 0);
}

TEST_CASE("a demo that is to be kept runs on after the story, until it is ended") {
  const tests::TemporaryFolder folder;
  const auto hall = (folder / "hall").string();
  tests::ChildProcess demo(
      {(tests::programs() / "linli-demo").string(), "--headless", "--keep", "--folder", hall},
      folder / "log");
  REQUIRE(demo.wait_for_line("Everything ends with Ctrl-C", std::chrono::seconds{120}));
  const auto arrived = tests::run({(tests::programs() / "linli-centre").string(), "submissions",
                                   "--json", "--data", hall + "/centre"},
                                  folder / "log");
  CHECK(arrived.exit_code == 0);
  CHECK(arrived.output.find("home_visit") != std::string::npos);
  CHECK(processes_with(hall) > 3);  // the demo, kiosk, centre and reader
  ::kill(demo.pid(), SIGINT);
  CHECK(demo.wait(std::chrono::seconds{60}).exit_code == 0);
  CHECK(processes_with(hall) == 0);
}

TEST_CASE("a folder that the demo can't use is refused with the reason") {
  const tests::TemporaryFolder folder;
  tests::write_whole(folder / "something", "of somebody");
  const auto refusal = [&](const std::string& wanted) {
    const auto log = tests::TemporaryFolder();
    const auto ended =
        tests::run({(tests::programs() / "linli-demo").string(), "--headless", "--folder", wanted},
                   log / "log");
    CHECK(ended.exit_code == 1);
    CHECK(ended.output.empty());
    return tests::read_whole(log / "log");
  };
  CHECK(refusal(folder.path().string()).ends_with(": is not empty\n"));
  CHECK(refusal("/proc/nowhere").ends_with("/proc/nowhere: No such file or directory\n"));
  const auto long_path = folder.path() / std::string(90, 'x');
  CHECK(refusal(long_path.string()).find("too long") != std::string::npos);
  CHECK_FALSE(fs::exists(long_path));
}
