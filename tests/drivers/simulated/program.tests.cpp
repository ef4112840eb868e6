#include <signal.h>

#include "drivers/samv/read_card.h"
#include "tests/drivers/samv/simulated_reader.h"
#include "tests/support/child_process.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::tests;
using namespace std::chrono_literals;

namespace {

/// linli-sim id-card in a folder of its own.
struct Program {
  TemporaryFolder folder{};
  ChildProcess process;

  explicit Program(std::vector<std::string> more = {})
      : process(arguments(std::move(more)), log()) {
    REQUIRE(process.wait_for_line("ID card reader at ", 30s));
  }

  std::vector<std::string> arguments(std::vector<std::string> more) const {
    std::vector<std::string> all{LINLI_SIM,         "id-card",   "--link",
                                 folder / "reader", "--control", folder / "control"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  std::filesystem::path log() const { return folder / "log"; }

  Finished ask(const std::string& line) const {
    return run({LINLI_SIM, "ask", folder / "control", line}, log());
  }
};

}  // namespace

TEST_CASE("a card placed over the socket is read through the link") {
  const Program program;
  CHECK(program.ask("place rare").output == "ok\n");
  const auto card = drivers::samv::read_one_card(program.folder / "reader", 115200, 5s, {});
  REQUIRE(card);
  CHECK(card->name == "陈𬌗𫖮");
}

TEST_CASE("an error over the socket is an error of the command") {
  const Program program;
  const auto finished = program.ask("place nobody");
  CHECK(finished.exit_code == 1);
  CHECK(finished.output.starts_with("error: "));
}

TEST_CASE("quit and a signal end the program and take the link away") {
  {
    Program program;
    program.ask("quit");
    CHECK(program.process.wait(30s).exit_code == 0);
    CHECK_FALSE(std::filesystem::exists(program.folder / "reader"));
  }
  Program program;
  CHECK(program.process.stop(SIGTERM) == 0);
  CHECK_FALSE(std::filesystem::exists(program.folder / "reader"));
}

TEST_CASE("a script places the card by itself") {
  const TemporaryFolder folder;
  write_whole(folder / "script", "place wang\n");
  write_whole(folder / "faults", R"(["bad_checksum 1 read"])");
  const Program program({"--script", folder / "script", "--faults", folder / "faults"});
  CHECK(drivers::samv::read_one_card(program.folder / "reader", 115200, 30s, {}));
}

TEST_CASE("wrong arguments and files are refused") {
  const TemporaryFolder folder;
  write_whole(folder / "bad", "{");
  const auto exit_code = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), LINLI_SIM);
    return run(arguments, folder / "log").exit_code;
  };
  const std::string link = folder / "reader";
  CHECK(exit_code({}) != 0);
  CHECK(exit_code({"id-card"}) != 0);
  CHECK(exit_code({"id-card", "--link", link, "--baud-pace", "fast"}) != 0);
  CHECK(exit_code({"id-card", "--link", link, "--cards", folder / "nothing"}) != 0);
  CHECK(exit_code({"id-card", "--link", link, "--cards", folder / "bad"}) != 0);
  CHECK(exit_code({"id-card", "--link", link, "--faults", folder / "bad"}) != 0);
  CHECK(exit_code({"id-card", "--link", link, "--script", folder / "bad"}) != 0);
  CHECK(exit_code({"id-card", "--link", folder / "bad"}) != 0);
  CHECK(exit_code({"ask", link, "status"}) != 0);
}
