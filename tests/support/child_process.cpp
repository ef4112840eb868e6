#include "tests/support/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace linli::tests {
namespace {

using std::chrono::milliseconds;

struct Pipe {
  base::Descriptor read, write;
};

Pipe make_pipe() {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) std::abort();
  return {base::Descriptor(ends[0]), base::Descriptor(ends[1])};
}

/// In the child, between fork and exec: only calls that are safe there.
[[noreturn]] void become(char* const* arguments, int input, int output, int errors) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  // What the tests block for themselves is not the program's business.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  ::dup2(input, STDIN_FILENO);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(errors, STDERR_FILENO);
  ::execv(arguments[0], arguments);
  ::_exit(127);
}

pid_t start(const std::vector<std::string>& arguments, int input, int output,
            const std::filesystem::path& log) {
  std::vector<char*> pointers;
  for (const auto& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  const base::Descriptor errors(
      ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  const pid_t pid = ::fork();
  if (pid == 0) become(pointers.data(), input, output, errors.get());
  return pid;
}

/// Input small enough for a pipe's buffer needs no writer of its own.
base::Descriptor input_of(const std::string& text) {
  if (text.empty()) return base::Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  Pipe pipe = make_pipe();
  if (::write(pipe.write.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    std::abort();
  }
  return std::move(pipe.read);
}

int exit_code_of(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& arguments,
                           const std::filesystem::path& log, const std::string& input) {
  Pipe pipe = make_pipe();
  pid_ = start(arguments, input_of(input).get(), pipe.write.get(), log);
  output_ = std::move(pipe.read);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      output_(std::move(other.output_)),
      pending_(std::move(other.pending_)) {}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) stop(SIGKILL);
}

bool ChildProcess::read_some(milliseconds timeout) {
  pollfd wait{output_.get(), POLLIN, 0};
  if (::poll(&wait, 1, static_cast<int>(std::max<std::int64_t>(0, timeout.count()))) <= 0) {
    return false;
  }
  std::array<char, 4096> block{};
  const ssize_t count = ::read(output_.get(), block.data(), block.size());
  if (count <= 0) return false;
  pending_.append(block.data(), static_cast<std::size_t>(count));
  return true;
}

std::optional<std::string> ChildProcess::wait_for_line(const std::string& prefix,
                                                       milliseconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  while (true) {
    for (auto end = pending_.find('\n'); end != std::string::npos; end = pending_.find('\n')) {
      const std::string line = pending_.substr(0, end);
      pending_.erase(0, end + 1);
      if (line.starts_with(prefix)) return line.substr(prefix.size());
    }
    const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0 || !read_some(left)) return std::nullopt;
  }
}

std::optional<int> ChildProcess::wait_for_end(milliseconds timeout) {
  const base::Descriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
  pollfd wait{handle.get(), POLLIN, 0};
  if (::poll(&wait, 1, static_cast<int>(timeout.count())) <= 0) return std::nullopt;
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return exit_code_of(status);
}

int ChildProcess::stop(int signal) {
  if (pid_ <= 0) return 0;
  ::kill(pid_, signal);
  if (const auto code = wait_for_end(std::chrono::seconds{10})) return *code;
  ::kill(pid_, SIGKILL);
  return wait_for_end(std::chrono::seconds{10}).value_or(128 + SIGKILL);
}

Finished ChildProcess::wait(milliseconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  const auto left = [&] {
    return std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
  };
  while (read_some(left())) {
  }
  const auto code = wait_for_end(std::max(milliseconds{1}, left()));
  return {code ? *code : stop(SIGKILL), std::exchange(pending_, {})};
}

bool ChildProcess::running() {
  return pid_ > 0 && !wait_for_end(milliseconds{0}).has_value();
}

Finished run(const std::vector<std::string>& arguments, const std::filesystem::path& log,
             const std::string& input, milliseconds timeout) {
  return ChildProcess(arguments, log, input).wait(timeout);
}

}  // namespace linli::tests
