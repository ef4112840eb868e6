#include "tests/support/working_process.h"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

namespace linli::tests {
namespace {

constexpr int kPatience = 600'000;  // ms

}  // namespace

WorkingProcess::WorkingProcess(const std::function<void(const Print&)>& work) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  pipe_ = base::Descriptor(ends[0]);
  process_ = ::fork();
  if (process_ != 0) {
    ::close(ends[1]);
    return;
  }
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  work([&](const std::string& line) {
    const std::string whole = line + "\n";
    if (::write(ends[1], whole.data(), whole.size()) != std::ssize(whole)) ::_exit(1);
  });
  ::_exit(0);
}

bool WorkingProcess::read_some(int patience) {
  pollfd ready{pipe_.get(), POLLIN, 0};
  if (::poll(&ready, 1, patience) != 1) return false;
  char buffer[4096];
  const ssize_t size = ::read(pipe_.get(), buffer, sizeof buffer);
  if (size <= 0) return false;
  unread_.append(buffer, static_cast<std::size_t>(size));
  return true;
}

std::optional<std::string> WorkingProcess::take_line() {
  const auto end = unread_.find('\n');
  if (end == std::string::npos) return std::nullopt;
  std::string line = unread_.substr(0, end);
  unread_.erase(0, end + 1);
  return line;
}

std::optional<std::string> WorkingProcess::next_line() {
  auto line = take_line();
  while (!line && read_some(kPatience)) line = take_line();
  return line;
}

std::vector<std::string> WorkingProcess::stop() {
  ::kill(process_, SIGSTOP);
  int status = 0;
  ::waitpid(process_, &status, WUNTRACED);
  if (!WIFSTOPPED(status)) process_ = -1;  // it had ended
  while (read_some(0)) {
  }
  std::vector<std::string> lines;
  while (auto line = take_line()) lines.push_back(std::move(*line));
  return lines;
}

void WorkingProcess::kill() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

}  // namespace linli::tests
