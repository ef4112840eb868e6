/// linli-demo: the story of `./linli demo`, played by itself or by a person.
#include <fmt/format.h>
#include <signal.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "kiosk/base/ending_signals.h"
#include "kiosk/command_line/command_line.h"
#include "tests/scenario/story.h"
#include "tests/support/places.h"

namespace {

using namespace linli;
namespace fs = std::filesystem;

constexpr int kInterrupted = 128 + SIGINT;

/// sockaddr_un holds 107 bytes; centre/control.sock goes in.
constexpr std::size_t kMostFolderBytes = 80;

struct Arguments {
  bool headless = false;
  bool keep = false;
  std::string folder;
};

fs::path make_folder(const std::string& wanted) {
  if (!wanted.empty()) {
    std::error_code error;
    const fs::path folder = fs::absolute(wanted);
    if (folder.native().size() > kMostFolderBytes) {
      throw tests::ScenarioFailure("--folder: its path is too long for the sockets in it");
    }
    fs::create_directories(folder, error);
    if (error) throw tests::ScenarioFailure(wanted + ": " + error.message());
    if (!fs::is_empty(folder)) throw tests::ScenarioFailure(wanted + ": is not empty");
    return folder;
  }
  std::string name = (fs::temp_directory_path() / "linli-demo-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw tests::ScenarioFailure("no temporary folder");
  return name;
}

bool display_there() {
  return std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr;
}

/// Ctrl-C also reaches the programs that were started: what fails then is no failure.
bool interrupted() {
  sigset_t pending;
  sigpending(&pending);
  return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1;
}

/// Plays the story, a line for each step with its time; false if one failed.
bool play(tests::Rig& rig, const fs::path& pictures, bool keep) {
  auto steps = scenario::story(rig, pictures);
  if (keep) steps.pop_back();  // in which everything stops
  for (const auto& step : steps) {
    const auto begin = std::chrono::steady_clock::now();
    std::string failure;
    try {
      step.play();
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (interrupted()) throw tests::ScenarioFailure("interrupted");
    const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin);
    fmt::print("{} {:6.2f} s  {}\n", failure.empty() ? "ok    " : "FAILED", took.count(),
               step.what);
    std::fflush(stdout);
    if (failure.empty()) continue;
    fmt::print(stderr, "{}\nThe programs' log: {}\n", failure, rig.log().string());
    return false;
  }
  fmt::print("Pictures: {}\n", pictures.string());
  return true;
}

void say_how_to_play_on(const tests::Rig& rig, const std::string& bin) {
  const std::string folder = rig.folder().string();
  fmt::print(R"(
Everything is in the folder    {1}
Put a card on the reader:      {0}/linli-sim ask {1}/reader.sock 'place wang'
Take it away:                  {0}/linli-sim ask {1}/reader.sock remove
More cards and faults:         {0}/linli-sim ask {1}/reader.sock help
What waits on the terminal:    {0}/linlictl --config {1}/kiosk.toml queue list
What arrived at the centre:    {0}/linli-centre submissions --data {1}/centre
Move a matter on:              {0}/linli-centre stage --data {1}/centre RECEIPT home_visit
Show a picture to the camera:  copy it to {1}/camera.png
The programs' log:             {1}/log.txt
Everything ends with Ctrl-C.
)",
             bin, folder);
  std::fflush(stdout);
}

/// Until Ctrl-C, or until the person closes the window.
void wait_for_end(tests::Rig& rig) {
  const sigset_t signals = base::ending_signals();
  const timespec turn{0, 500'000'000};
  while (rig.kiosk_running()) {
    if (sigtimedwait(&signals, nullptr, &turn) > 0) return;
  }
}

/// With a display: everything runs, and a person plays.
void open_window(tests::Rig& rig) {
  rig.start_centre();
  rig.start_simulator();
  rig.enrol();
  rig.start_kiosk({.window = "window", .width = 540, .height = 960, .loudspeaker = "default"});
}

int run(const Arguments& arguments) {
  const fs::path folder = make_folder(arguments.folder);
  tests::Rig rig(folder);
  const std::string bin = tests::programs().string();
  const bool headless = arguments.headless || !display_there();
  if (headless) {
    const fs::path pictures = folder / "pictures";
    fs::create_directories(pictures);
    if (!play(rig, pictures, arguments.keep)) return 1;
    if (!arguments.keep) return 0;
  } else {
    open_window(rig);
  }
  say_how_to_play_on(rig, bin);
  wait_for_end(rig);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App command("Linli from end to end, with a centre and simulated devices", "linli-demo");
  Arguments arguments;
  command.add_flag("--headless", arguments.headless,
                   "Play the story without a window (so it does without a display, too)");
  command.add_flag("--keep", arguments.keep, "Leave everything running afterwards");
  command.add_option("--folder", arguments.folder,
                     "Where everything goes: an empty folder (default: a new one)");
  if (const auto ended = read_arguments(command, argc, argv)) return *ended;
  base::block_ending_signals();  // asked for by name, so that destructors stop what was started
  try {
    return run(arguments);
  } catch (const std::exception& error) {
    if (interrupted()) {
      fmt::print(stderr, "linli-demo: interrupted; everything it started has ended\n");
      return kInterrupted;
    }
    fmt::print(stderr, "linli-demo: {}\n", error.what());
    return 1;
  }
}
