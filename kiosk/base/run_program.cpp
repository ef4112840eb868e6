#include "kiosk/base/run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
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

int milliseconds_until(Deadline deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<long long>(left.count(), 0, 3'600'000));
}

/// Whether it has ended by then; it is not reaped.
bool ends_by(pid_t child, Deadline deadline) {
  constexpr int kPollMs = 10;  // where the system gives no descriptor to wait with
  const Descriptor process(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  pollfd wait{process.get(), POLLIN, 0};
  while (true) {
    siginfo_t ended{};
    ::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT);
    if (ended.si_pid == child) return true;
    const int left = milliseconds_until(deadline);
    if (left == 0) return false;
    ::poll(&wait, 1, process ? left : std::min(left, kPollMs));
  }
}

Expected<std::string, std::error_code> read_all(int fd, std::size_t limit, Deadline deadline) {
  std::string answer;
  char block[4096];
  while (true) {
    pollfd wait{fd, POLLIN, 0};
    const int ready = ::poll(&wait, 1, milliseconds_until(deadline));
    if (ready == 0) return unexpected(std::make_error_code(std::errc::timed_out));
    if (ready < 0) continue;  // interrupted
    const ssize_t count = ::recv(fd, block, sizeof block, MSG_DONTWAIT);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
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
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  Expected<std::string, std::error_code> answer;
  {
    const std::stop_callback end(stop, [&] {
      ::kill(*child, SIGKILL);
      ::shutdown(here.get(), SHUT_RD);  // what it has started may have it open
    });
    answer = read_all(here.get(), limit, deadline);
    // One that has closed its output may live on.
    if (answer && !ends_by(*child, deadline)) {
      answer = unexpected(std::make_error_code(std::errc::timed_out));
    }
  }
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
