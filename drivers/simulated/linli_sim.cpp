/// linli-sim: simulated devices that speak the real wire protocols.
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <string>
#include <thread>

#include "drivers/simulated/console.h"
#include "kiosk/base/control_socket.h"
#include "kiosk/base/ending_signals.h"
#include "kiosk/base/file.h"
#include "kiosk/command_line/command_line.h"

using namespace linli;
using namespace linli::drivers::simulated;

namespace {

constexpr std::size_t kLargestFile = 1 << 20;

/// Of every device.
struct ConsoleArguments {
  std::string control;
  std::string script;
};

struct IdCardArguments {
  SamVOptions module;
  ConsoleArguments console;
  std::string cards;
  std::string faults;
};

struct PrinterArguments {
  PrinterOptions printer;
  ConsoleArguments console;
};

struct AskArguments {
  std::string socket;
  std::string line;
};

int fail(std::string_view text) {
  fmt::print(stderr, "linli-sim: {}\n", text);
  return 1;
}

/// The demo's cards stand beside the program, in the build tree as when installed.
std::string default_cards() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return program.parent_path().parent_path() / "share/linli/demo/cards.json";
}

/// A file through its parser; the error names the file.
template <class Parser>
auto load(const std::string& path, Parser parse) -> decltype(parse(std::string_view())) {
  const auto text = base::read_file(path, kLargestFile);
  if (!text) return unexpected(fmt::format("{}: {}", path, text.error().message()));
  auto parsed = parse(std::string_view(*text));
  if (!parsed) return unexpected(fmt::format("{}: {}", path, parsed.error()));
  return parsed;
}

Expected<std::string, std::string> as_text(std::string_view text) { return std::string(text); }

/// SIGINT and SIGTERM as something to wait for. Call before the first thread.
base::Descriptor termination_signals() {
  base::block_ending_signals();
  const sigset_t signals = base::ending_signals();
  return base::Descriptor(::signalfd(-1, &signals, SFD_CLOEXEC));
}

/// Serves lines from a terminal until a signal or quit.
void serve_until_quit(Console& console, const base::Descriptor& signals) {
  const base::Descriptor quit(::eventfd(0, EFD_CLOEXEC));
  const std::stop_callback on_quit(console.quit_token(),
                                   [&] { (void)::eventfd_write(quit.get(), 1); });
  int input = ::isatty(STDIN_FILENO) != 0 ? STDIN_FILENO : -1;  // -1: poll looks away
  while (!console.quit_requested()) {
    std::array<pollfd, 3> waits{
        {{signals.get(), POLLIN, 0}, {quit.get(), POLLIN, 0}, {input, POLLIN, 0}}};
    if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) return;
    if (waits[0].revents != 0) return;
    if (waits[2].revents == 0) continue;
    std::array<char, 512> line{};  // a terminal gives whole lines
    const ssize_t count = ::read(input, line.data(), line.size());
    if (count <= 0) {
      input = -1;
      continue;
    }
    std::string_view text(line.data(), static_cast<std::size_t>(count));
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (!text.empty()) fmt::print("{}\n", console.run(text, console.quit_token()));
  }
}

/// Serves lines from the socket, the script and the terminal until the end; `what` is the device.
int drive(Console& console, const ConsoleArguments& arguments, const base::Descriptor& signals,
          const std::string& what) {
  const auto script = arguments.script.empty() ? Expected<std::string, std::string>()
                                               : load(arguments.script, as_text);
  if (!script) return fail(script.error());
  std::unique_ptr<base::ControlServer> control;
  if (!arguments.control.empty()) {
    auto listening = base::ControlServer::listen(
        arguments.control, [&](std::string_view line, const std::stop_token& stop) {
          return console.run(line, stop);
        });
    if (!listening) {
      return fail(fmt::format("{}: {}", arguments.control, listening.error().message()));
    }
    control = std::move(*listening);
  }
  fmt::print("{}\n", what);
  std::fflush(stdout);
  std::string script_error;
  {
    const std::jthread player([&](const std::stop_token& stop) {
      script_error = console.run_script(*script, stop);
      if (!script_error.empty()) (void)console.run("quit", stop);
    });
    serve_until_quit(console, signals);
  }
  return script_error.empty() ? 0 : fail(arguments.script + ": " + script_error);
}

int simulate_id_card(const IdCardArguments& arguments) {
  const auto signals = termination_signals();
  auto cards = load(arguments.cards.empty() ? default_cards() : arguments.cards, parse_cards);
  if (!cards) return fail(cards.error());
  const auto faults = arguments.faults.empty() ? Expected<std::vector<Fault>, std::string>()
                                               : load(arguments.faults, parse_faults);
  if (!faults) return fail(faults.error());
  const auto module = SamV::start(arguments.module);
  const std::string link = arguments.module.link;
  if (!module) return fail(fmt::format("{}: {}", link, module.error().message()));
  for (const Fault& fault : *faults) (*module)->add_fault(fault);
  Console console = id_card_console(**module, std::move(*cards));
  return drive(console, arguments.console, signals, "ID card reader at " + link);
}

int simulate_printer(const PrinterArguments& arguments) {
  const auto signals = termination_signals();
  const auto printer = Printer::start(arguments.printer);
  const std::string link = arguments.printer.link;
  if (!printer) return fail(fmt::format("{}: {}", link, printer.error().message()));
  Console console = printer_console(**printer);
  return drive(console, arguments.console, signals, "Receipt printer at " + link);
}

int ask_simulator(const AskArguments& arguments) {
  const auto answer = base::ask(arguments.socket, arguments.line, std::chrono::minutes(1));
  if (!answer) {
    return fail(fmt::format("{}: {}; does a linli-sim with --control {} run?", arguments.socket,
                            answer.error().message(), arguments.socket));
  }
  fmt::print("{}\n", *answer);
  return answer->starts_with("error") ? 1 : 0;
}

void add_device_options(CLI::App& command, std::filesystem::path& link,
                        ConsoleArguments& arguments) {
  command.add_option("--link", link, "Where the driver finds the device")->required();
  command.add_option("--control", arguments.control, "Socket that takes lines (linli-sim ask)");
  command.add_option("--script", arguments.script, "Lines to run, with \"after MS\" between them");
}

void add_id_card_options(CLI::App& command, IdCardArguments& arguments) {
  add_device_options(command, arguments.module.link, arguments.console);
  command.add_option("--cards", arguments.cards, "Cards as JSON; otherwise the demo's");
  command.add_option("--faults", arguments.faults,
                     "Faults as a JSON list of texts: [\"bad_checksum 2 read\"]");
  command
      .add_option("--baud-pace", arguments.module.pace_baud,
                  "Answers take as long as on a line of this speed; 0: at once")
      ->check(CLI::Range(0, 115200));
  command.add_flag("--finds-again", arguments.module.finds_again,
                   "Find a card again that was read and still lies there");
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Simulated devices that speak the real wire protocols", "linli-sim");
  app.require_subcommand(1);
  IdCardArguments id_card;
  CLI::App* id_card_command = app.add_subcommand("id-card", "A SAM-V ID card reader behind a pty");
  add_id_card_options(*id_card_command, id_card);
  PrinterArguments printer;
  CLI::App* printer_command =
      app.add_subcommand("printer", "A printer for receipts (ESC/POS) behind a pty");
  add_device_options(*printer_command, printer.printer.link, printer.console);
  printer_command->add_option("--receipts", printer.printer.receipts,
                              "Folder for what is printed, as PNG");
  AskArguments ask;
  CLI::App* ask_command = app.add_subcommand("ask", "Sends a line to a running simulator");
  ask_command->add_option("SOCKET", ask.socket, "The simulator's --control")->required();
  ask_command->add_option("LINE", ask.line, "help lists what there is")->required();
  if (const auto ended = read_arguments(app, argc, argv)) return *ended;
  if (*id_card_command) return simulate_id_card(id_card);
  return *printer_command ? simulate_printer(printer) : ask_simulator(ask);
}
