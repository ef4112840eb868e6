/// linlictl asks for a PIN on a terminal, as somebody types it.
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "kiosk/base/descriptor.h"
#include "tests/support/files.h"
#include "tests/support/places.h"
#include "tests/support/temporary_folder.h"

using namespace linli;

namespace {

/// linlictl staff add, with a terminal of its own.
class Prompt {
 public:
  Prompt() {
    tests::write_whole(folder_ / "kiosk.toml",
                       "[terminal]\nstate = \"" + (folder_ / "terminal").string() +
                           "\"\ncontrol = \"" + (folder_ / "control.sock").string() + "\"\n");
    const auto program = (tests::programs() / "linlictl").string();
    const auto settings = (folder_ / "kiosk.toml").string();
    int terminal = -1;
    child_ = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child_ == 0) {
      ::execl(program.c_str(), "linlictl", "--config", settings.c_str(), "staff", "add", "1001",
              "--name", "x", nullptr);
      ::_exit(127);
    }
    terminal_ = base::Descriptor(terminal);
  }
  ~Prompt() {
    if (!ended_) ::kill(child_, SIGKILL);
    wait();
  }
  Prompt(const Prompt&) = delete;
  Prompt& operator=(const Prompt&) = delete;

  bool echoes() const {
    termios state{};
    REQUIRE(::tcgetattr(terminal_.get(), &state) == 0);
    return (state.c_lflag & ECHO) != 0;
  }
  /// Everything until that text is on the screen; empty if it does not come.
  std::string wait_for(const std::string& text) {
    std::string shown;
    pollfd wait{terminal_.get(), POLLIN, 0};
    while (shown.find(text) == std::string::npos) {
      char block[256];
      if (::poll(&wait, 1, 30'000) <= 0) return {};
      const ssize_t count = ::read(terminal_.get(), block, sizeof block);
      if (count <= 0) return {};
      shown.append(block, static_cast<std::size_t>(count));
    }
    return shown;
  }
  void type(std::string_view keys) const {
    REQUIRE(::write(terminal_.get(), keys.data(), keys.size()) == std::ssize(keys));
  }
  /// As waitpid says it.
  int wait() {
    if (!ended_) ::waitpid(child_, &status_, 0);
    ended_ = true;
    return status_;
  }

 private:
  tests::TemporaryFolder folder_;
  base::Descriptor terminal_;
  pid_t child_ = -1;
  bool ended_ = false;
  int status_ = 0;
};

}  // namespace

TEST_CASE("a PIN that is typed does not show, and afterwards the terminal shows again") {
  Prompt prompt;
  REQUIRE_FALSE(prompt.wait_for("PIN, 4 to 8 digits: ").empty());
  CHECK_FALSE(prompt.echoes());
  prompt.type("482913\n");
  CHECK(prompt.wait_for("The PIN again: ").find("482913") == std::string::npos);
  prompt.type("482913\n");
  const auto rest = prompt.wait_for("may sign in");
  CHECK_FALSE(rest.empty());
  CHECK(rest.find("482913") == std::string::npos);
  CHECK(prompt.wait() == 0);
  CHECK(prompt.echoes());
}

TEST_CASE("after Ctrl-C in the middle of a PIN the terminal shows again what is typed") {
  Prompt prompt;
  REQUIRE_FALSE(prompt.wait_for("PIN, 4 to 8 digits: ").empty());
  REQUIRE_FALSE(prompt.echoes());
  prompt.type("48\x03");
  const int status = prompt.wait();
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGINT);
  CHECK(prompt.echoes());
}
