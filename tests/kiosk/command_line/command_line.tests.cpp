#include "kiosk/command_line/command_line.h"

#include <unistd.h>
#include <catch2/catch_test_macros.hpp>

#include <cstdio>

#include "kiosk/base/descriptor.h"

using namespace linli;

namespace {

struct Outcome {
  std::optional<int> ended;
  std::string message;
  bool ran = false;
};

/// What runs while this lives and prints to standard error is kept.
class StandardError {
 public:
  StandardError() {
    std::fflush(stderr);
    ::dup2(::fileno(file_), STDERR_FILENO);
  }
  ~StandardError() {
    ::dup2(before_.get(), STDERR_FILENO);
    std::fclose(file_);
  }
  std::string text() const {
    std::string text(4096, '\0');
    const ssize_t size = ::pread(::fileno(file_), text.data(), text.size(), 0);
    return text.substr(0, size < 0 ? 0 : static_cast<std::size_t>(size));
  }

 private:
  std::FILE* file_ = std::tmpfile();
  base::Descriptor before_{::dup(STDERR_FILENO)};
};

/// A program with the commands `serve --port N` and `queue list`.
Outcome run(std::vector<const char*> arguments) {
  CLI::App app("A program", "program");
  app.require_subcommand(1);
  app.fallthrough();
  Outcome outcome;
  int port = 0;
  CLI::App* serve = app.add_subcommand("serve", "Serve");
  serve->add_option("--port", port)->required();
  serve->callback([&] { outcome.ran = true; });
  CLI::App* queue = app.add_subcommand("queue", "The queue")->require_subcommand(1);
  queue->add_subcommand("list", "List it")->callback([&] { outcome.ran = true; });
  arguments.insert(arguments.begin(), "/usr/bin/program");
  const StandardError errors;
  outcome.ended = read_arguments(app, static_cast<int>(arguments.size()), arguments.data());
  outcome.message = errors.text();
  return outcome;
}

}  // namespace

TEST_CASE("right arguments run the command and say nothing") {
  const auto outcome = run({"queue", "list"});
  CHECK(outcome.ran);
  CHECK_FALSE(outcome.ended);
  CHECK(outcome.message.empty());
}

TEST_CASE("what was not understood is named, with where help is") {
  struct Case {
    std::vector<const char*> arguments;
    const char* message;
  };
  for (const auto& [arguments, message] :
       {Case{{},
             "program: a command is missing; commands: serve, queue\n"
             "`program --help` says what there is.\n"},
        Case{{"serv"},
             "program: \"serv\" is not understood; commands: serve, queue\n"
             "`program --help` says what there is.\n"},
        Case{{"queue", "lst"},
             "program queue: \"lst\" is not understood; commands: list\n"
             "`program queue --help` says what there is.\n"},
        Case{{"queue", "list", "all"},
             "program queue list: \"all\" is not understood\n"
             "`program queue list --help` says what there is.\n"},
        Case{{"--port"},
             "program: \"--port\" is not understood; commands: serve, queue\n"
             "`program --help` says what there is.\n"},
        Case{{"serve", "--port", "x"},
             "program serve: Could not convert: --port = x\n"
             "`program serve --help` says what there is.\n"},
        Case{{"serve"},
             "program serve: --port is required\n`program serve --help` says what there is.\n"}}) {
    const auto outcome = run(arguments);
    CHECK(outcome.ended == kWrongUse);
    CHECK(outcome.message == message);
    CHECK_FALSE(outcome.ran);
  }
}

TEST_CASE("help is no failure") {
  const auto outcome = run({"--help"});
  CHECK(outcome.ended == 0);
  CHECK(outcome.message.empty());
}
