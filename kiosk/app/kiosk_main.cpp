/// linli-kiosk: the terminal's fullscreen application.
#include <fmt/format.h>
#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdio>
#include <filesystem>
#include <thread>
#include <tuple>

#include "kiosk/app/terminal.h"
#include "kiosk/base/ending_signals.h"
#include "kiosk/base/log.h"
#include "kiosk/command_line/command_line.h"

namespace {

using namespace linli;

struct Arguments {
  std::string config = "/etc/linli/kiosk.toml";
  std::string window;
  std::string size;
  std::string automation;
  bool simulation = false;
  bool verbose = false;
};

void describe(CLI::App& command, Arguments& arguments) {
  command.add_option("--config", arguments.config, "Settings of this terminal (TOML)")
      ->capture_default_str();
  command.add_option("--window", arguments.window, "fullscreen, window or offscreen");
  command.add_option("--size", arguments.size, "Size of a window, WIDTHxHEIGHT in pixels: 540x960");
  command.add_flag("--simulation", arguments.simulation,
                   "Devices are simulated; every screen says so");
  command.add_option("--automation", arguments.automation,
                     "Socket to drive the screens by; with --simulation only");
  command.add_flag("--verbose", arguments.verbose, "Log more");
}

/// 540x960, each from 480 to 7680; empty for anything else.
std::optional<std::pair<int, int>> size_from(const std::string& text) {
  int width = 0;
  int height = 0;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) != 2) return std::nullopt;
  const auto fits = [](int side) { return side >= 480 && side <= 7680; };
  return fits(width) && fits(height) ? std::optional(std::pair(width, height)) : std::nullopt;
}

/// What serves tests and demonstrations is refused in production.
std::string wrong_automation(const Arguments& arguments) {
  if (!arguments.simulation) {
    return "--automation drives the screens from outside: it needs --simulation, which every "
           "screen then shows";
  }
  std::error_code error;
  const auto folder = std::filesystem::absolute(arguments.automation, error).parent_path();
  if (std::filesystem::is_directory(folder, error)) return {};
  return fmt::format("--automation {}: there is no folder {}", arguments.automation,
                     folder.string());
}

/// The arguments by themselves, before anything is read: empty, or what is wrong.
std::string wrong_in(const Arguments& arguments) {
  if (!arguments.window.empty()) {
    if (const auto kind = app::window_kind_from(arguments.window); !kind) {
      return fmt::format("--window {}: {}", arguments.window, kind.error());
    }
  }
  if (!arguments.size.empty() && !size_from(arguments.size)) {
    return fmt::format("--size {}: must be WIDTHxHEIGHT, each from 480 to 7680, as 540x960",
                       arguments.size);
  }
  return arguments.automation.empty() ? "" : wrong_automation(arguments);
}

Expected<app::Terminal::Options, std::string> options_from(const Arguments& arguments) {
  if (auto wrong = wrong_in(arguments); !wrong.empty()) return unexpected(std::move(wrong));
  auto configuration = app::load_configuration(arguments.config);
  if (!configuration) return unexpected(configuration.error());
  if (!arguments.simulation && configuration->camera.starts_with("file:")) {
    return unexpected(arguments.config + ": camera.source file:… needs --simulation");
  }
  if (const auto kind = app::window_kind_from(arguments.window)) configuration->window.kind = *kind;
  if (const auto size = size_from(arguments.size)) {
    std::tie(configuration->window.width, configuration->window.height) = *size;
  }
  configuration->visit.simulated = arguments.simulation;
  app::Terminal::Options options{std::move(*configuration), std::nullopt};
  if (!arguments.automation.empty()) options.automation = arguments.automation;
  return options;
}

/// Memory holds personal data while somebody is served: it never goes to a core
/// file, and no other process may look at it (tests of a simulation may).
void keep_memory_private(bool simulation) {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  if (!simulation) ::prctl(PR_SET_DUMPABLE, 0);
  // Fewer arenas, less memory held by threads that are mostly asleep.
  ::mallopt(M_ARENA_MAX, 2);
}

/// The ending signals become a task of the UI thread. They are blocked
/// everywhere else, before the first thread starts.
class SignalThread {
 public:
  SignalThread(base::TaskQueue& queue, app::Terminal& terminal)
      : thread_([&queue, &terminal](const std::stop_token& stop) {
          const sigset_t signals = base::ending_signals();
          int received = 0;
          sigwait(&signals, &received);
          if (!stop.stop_requested()) queue.post([&terminal] { terminal.quit(); });
        }) {}

  ~SignalThread() {
    thread_.request_stop();
    // If it has ended already, join() in the destructor has not run yet, so
    // the handle is still good.
    pthread_kill(thread_.native_handle(), SIGTERM);
  }

 private:
  std::jthread thread_;
};

}  // namespace

int main(int argc, char** argv) {
  CLI::App command("Linli: the self-service terminal of the community hall", "linli-kiosk");
  Arguments arguments;
  describe(command, arguments);
  if (const auto ended = read_arguments(command, argc, argv)) return *ended;

  keep_memory_private(arguments.simulation);
  base::block_ending_signals();
  base::ignore_broken_pipes();
  base::start_log(arguments.verbose ? base::LogLevel::debug : base::LogLevel::info);
  const auto options = options_from(arguments);
  if (!options) {
    fmt::print(stderr, "linli-kiosk: {}\n", options.error());
    return kWrongUse;
  }
  base::TaskQueue queue;
  const auto terminal = app::Terminal::start(*options, queue);
  if (!terminal) {
    fmt::print(stderr, "linli-kiosk: {}\n", terminal.error());
    return 1;
  }
  const SignalThread signals(queue, **terminal);
  (*terminal)->run();
  return 0;
}
