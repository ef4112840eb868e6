#include "centre/server/serve.h"

#include <fmt/format.h>
#include <signal.h>

#include <charconv>
#include <cstdio>

#include "kiosk/base/ending_signals.h"
#include "kiosk/base/log.h"

namespace linli::centre {

int serve(const std::filesystem::path& data, const ServeOptions& options) {
  // Blocked before the first thread, so that every thread leaves them to sigwait.
  base::block_ending_signals();
  base::ignore_broken_pipes();
  base::start_log(base::LogLevel::info);
  const base::SystemClock clock;
  const auto running = RunningCentre::start(data, options, clock);
  if (!running) {
    fmt::print(stderr, "linli-centre: {}\n", running.error());
    return 1;
  }
  fmt::print("listening on {}\n", (*running)->address());
  std::fflush(stdout);
  const sigset_t stops = base::ending_signals();
  int signal_number = 0;
  sigwait(&stops, &signal_number);
  base::log(base::LogLevel::info, "stopping on signal {}", signal_number);
  return 0;
}

bool read_listen(std::string_view text, ServeOptions& options) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  auto host = text.substr(0, colon);
  const auto port = text.substr(colon + 1);
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  if (!bracketed && host.find(':') != std::string_view::npos) return false;
  int number = -1;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (error != std::errc{} || end != port.data() + port.size() || number < 0 || number > 65535) {
    return false;
  }
  options.host = host;
  options.port = number;
  return true;
}

}  // namespace linli::centre
