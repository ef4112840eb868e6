#include "kiosk/base/run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "kiosk/base/descriptor.h"

namespace linli::base {
namespace {

using Deadline = std::chrono::steady_clock::time_point;

std::error_code last_error() { return {errno, std::generic_category()}; }

/// The program's end of a socket is its standard input and output. (A socket, not
/// pipes: writing to one that nobody reads raises no signal.)
Expected<pid_t, std::error_code> start(const std::vector<std::string>& arguments, int end) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, end, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, end, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = -1;
  const int error = ::posix_spawnp(&child, argv[0], &files, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (error != 0) return unexpected(std::error_code(error, std::generic_category()));
  return child;
}

Expected<std::string, std::error_code> read_all(int fd, std::size_t limit, Deadline deadline) {
  std::string answer;
  char block[4096];
  while (true) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd wait{fd, POLLIN, 0};
    if (::poll(&wait, 1, std::max(0, static_cast<int>(left.count()))) == 0) {
      return unexpected(std::make_error_code(std::errc::timed_out));
    }
    const ssize_t count = ::recv(fd, block, sizeof block, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unexpected(last_error());
    if (count == 0) return answer;
    answer.append(block, static_cast<std::size_t>(count));
    if (answer.size() > limit) return unexpected(std::make_error_code(std::errc::file_too_large));
  }
}

}  // namespace

Expected<std::string, std::error_code> run_program(const std::vector<std::string>& arguments,
                                                   std::string_view input, std::size_t limit,
                                                   std::chrono::milliseconds timeout,
                                                   std::stop_token stop) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return unexpected(last_error());
  }
  const Descriptor here(ends[0]);
  Descriptor there(ends[1]);
  const auto child = start(arguments, there.get());
  there = Descriptor();
  if (!child) return unexpected(child.error());
  // A program that does not read its input is not wrong for that.
  static_cast<void>(::send(here.get(), input.data(), input.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
  ::shutdown(here.get(), SHUT_WR);
  auto answer = [&] {
    const std::stop_callback wake(stop, [&] { ::shutdown(here.get(), SHUT_RD); });
    return read_all(here.get(), limit, std::chrono::steady_clock::now() + timeout);
  }();
  if (stop.stop_requested()) {
    answer = unexpected(std::make_error_code(std::errc::operation_canceled));
  }
  if (!answer) ::kill(*child, SIGKILL);
  int status = 0;
  while (::waitpid(*child, &status, 0) < 0 && errno == EINTR) {
  }
  if (answer && !(WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
    return unexpected(std::make_error_code(std::errc::io_error));
  }
  return answer;
}

}  // namespace linli::base
