#pragma once
#include <signal.h>

#include <catch2/catch_test_macros.hpp>
#include <optional>

#include "tests/centre/server/centre_fixture.h"
#include "tests/support/child_process.h"
#include "tests/support/files.h"

namespace linli::centre::tests {

/// linli-centre, as an administrator uses it.
class Program {
 public:
  static std::string path() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "linli-centre";
  }
  linli::tests::Finished run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), path());
    arguments.insert(arguments.begin() + 2, {"--data", data()});
    return linli::tests::run(arguments, folder_ / "log");
  }
  std::string data() const { return folder_ / "centre"; }
  std::string errors() const { return linli::tests::read_whole(folder_ / "log"); }

  void start(const std::string& listen = "127.0.0.1:0") {
    server_.emplace(std::vector<std::string>{path(), "serve", "--data", data(), "--listen", listen},
                    folder_ / "log");
    const auto address = server_->wait_for_line("listening on ", std::chrono::seconds{30});
    REQUIRE(address);
    address_ = *address;
  }
  int stop(int signal) {
    const int status = server_->stop(signal);
    server_.reset();
    return status;
  }

  Curl curl() const { return {folder_.path(), address_, data() + "/keys/ca.pem"}; }
  TestTerminal enrolled() const {
    TestTerminal terminal("0417", folder_.path(), curl());
    const auto code = run({"enrolment-code", "--terminal", "0417"}).output;
    REQUIRE(terminal.enrol(code.substr(0, code.find('\n'))).status == 201);
    return terminal;
  }
  const std::string& address() const { return address_; }

 private:
  linli::tests::TemporaryFolder folder_;
  std::optional<linli::tests::ChildProcess> server_;
  std::string address_;
};

}  // namespace linli::centre::tests
