#include "tests/support/rig.h"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <fstream>
#include <thread>
#include <utility>

#include "drivers/codes/qr_code.h"
#include "kiosk/base/control_socket.h"
#include "tests/support/places.h"
#include "ui/window/png_file.h"

namespace linli::tests {
namespace {

using std::chrono::seconds;
namespace fs = std::filesystem;

constexpr seconds kStart{30};  // generous: sanitizers, a loaded machine

std::string program(const std::string& name) { return (programs() / name).string(); }

void must_succeed(const std::string& what, const Finished& finished) {
  if (finished.exit_code == 0) return;
  throw ScenarioFailure(
      fmt::format("{} ended with {}: {}", what, finished.exit_code, finished.output));
}

}  // namespace

Rig::Rig(fs::path folder) : folder_(std::move(folder)), screen_(folder_ / "screen.sock") {}

int Rig::centre_port() const { return std::stoi(centre_url_.substr(centre_url_.rfind(':') + 1)); }

void Rig::start_centre(int port) {
  const bool first = centre_url_.empty();
  const std::string listen = fmt::format("127.0.0.1:{}", first ? port : centre_port());
  centre_.emplace(std::vector<std::string>{program("linli-centre"), "serve", "--data",
                                           (folder_ / "centre").string(), "--listen", listen},
                  log());
  const auto url = centre_->wait_for_line("listening on ", kStart);
  if (!url) throw ScenarioFailure("the centre did not start");
  centre_url_ = *url;
  if (first) {
    must_succeed("seeding", centre({"seed", (assets() / "demo/residents.json").string()}));
  }
}

void Rig::stop_centre(int signal) {
  centre_->stop(signal);
  centre_.reset();
}

void Rig::start_simulator() {
  simulator_.emplace(std::vector<std::string>{program("linli-sim"), "id-card", "--link",
                                              (folder_ / "reader").string(), "--control",
                                              (folder_ / "reader.sock").string()},
                     log());
  wait_for_simulator("reader.sock", *simulator_);
}

void Rig::start_printer() {
  std::filesystem::create_directory(folder_ / "receipts");
  printer_.emplace(
      std::vector<std::string>{program("linli-sim"), "printer", "--link",
                               (folder_ / "printer").string(), "--control",
                               (folder_ / "printer.sock").string(), "--receipts",
                               (folder_ / "receipts").string()},
      log());
  wait_for_simulator("printer.sock", *printer_);
}

void Rig::wait_for_simulator(const char* socket, ChildProcess& device) const {
  const auto deadline = std::chrono::steady_clock::now() + kStart;
  while (!base::ask(folder_ / socket, "status", seconds{5})) {
    if (std::chrono::steady_clock::now() > deadline || !device.running()) {
      throw ScenarioFailure("a simulated device did not start");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{2});  // a socket can only be polled
  }
}

void Rig::enrol() {
  write_configuration({});
  const auto code = centre({"enrolment-code", "--terminal", "0417"});
  must_succeed("making an enrolment code", code);
  must_succeed("enrolling", linlictl({"enrol", "--terminal", "0417", "--ca",
                                      (folder_ / "centre/keys/ca.pem").string()},
                                     code.output));
}

std::vector<std::string> Rig::kiosk_command(const KioskOptions& options) const {
  return {program("linli-kiosk"),
          "--config",
          (folder_ / "kiosk.toml").string(),
          "--simulation",
          "--automation",
          (folder_ / "screen.sock").string(),
          "--window",
          options.window,
          "--size",
          fmt::format("{}x{}", options.width, options.height)};
}

void Rig::start_kiosk(const KioskOptions& options) {
  write_configuration(options);
  kiosk_.emplace(kiosk_command(options), log());
  screen_.wait_until_up(kStart, [this] { return kiosk_->running(); });
}

void Rig::stop_kiosk(int signal) {
  kiosk_->stop(signal);
  kiosk_.reset();
}

void Rig::reader(const std::string& command) const {
  const auto answer = base::ask(folder_ / "reader.sock", command, seconds{10});
  if (!answer) throw ScenarioFailure("the simulated reader: " + answer.error().message());
}

void Rig::printer(const std::string& command) const {
  const auto answer = base::ask(folder_ / "printer.sock", command, seconds{10});
  if (!answer) throw ScenarioFailure("the simulated printer: " + answer.error().message());
}

void Rig::take_card_away() const {
  reader("remove");
  const auto answers = [this] {
    const auto status = base::ask(folder_ / "reader.sock", "status", seconds{10}).value_or("");
    return std::stol("0" + status.substr(std::min(status.size(), status.rfind(' ') + 1)));
  };
  const auto deadline = std::chrono::steady_clock::now() + kStart;
  for (const long before = answers(); answers() < before + 4;) {
    if (std::chrono::steady_clock::now() > deadline) {
      throw ScenarioFailure("nobody asks the reader");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{10});  // polling is all there is
  }
}

void Rig::show_to_camera(const fs::path& picture) const {
  fs::copy_file(picture, folder_ / "camera.png", fs::copy_options::overwrite_existing);
}

void Rig::show_code_to_camera(const std::string& text) const {
  constexpr int kModule = 8;  // pixels
  constexpr int kQuiet = 4;   // modules (ISO/IEC 18004, 5.3.8)
  const auto code = drivers::encode_qr(text, drivers::ErrorCorrection::medium);
  if (!code) throw ScenarioFailure("no code can be made of that text");
  const int side = (code->size + 2 * kQuiet) * kModule;
  Bytes rgb(static_cast<std::size_t>(side * side * 3), 255);
  for (int y = 0; y < code->size * kModule; ++y) {
    for (int x = 0; x < code->size * kModule; ++x) {
      if (!code->dark(x / kModule, y / kModule)) continue;
      const int at = ((y + kQuiet * kModule) * side + x + kQuiet * kModule) * 3;
      std::fill_n(rgb.begin() + at, 3, std::uint8_t{0});
    }
  }
  const auto written = ui::write_png(folder_ / "camera.png", side, side, rgb);
  if (!written) throw ScenarioFailure(written.error());
}

nlohmann::json Rig::submissions() const {
  const auto listed = centre({"submissions", "--json"});
  must_succeed("listing submissions", listed);
  return nlohmann::json::parse(listed.output);
}

nlohmann::json Rig::opened_submission(const std::string& receipt) const {
  const auto shown = centre({"submissions", "--show", receipt});
  must_succeed("opening a submission", shown);
  return nlohmann::json::parse(shown.output);
}

Finished Rig::centre(const std::vector<std::string>& arguments) const {
  std::vector<std::string> command{program("linli-centre"), arguments.front(), "--data",
                                   (folder_ / "centre").string()};
  command.insert(command.end(), arguments.begin() + 1, arguments.end());
  return run(command, log());
}

Finished Rig::kiosk(const std::vector<std::string>& arguments) const {
  std::vector<std::string> command{program("linli-kiosk"), "--config",
                                   (folder_ / "kiosk.toml").string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, log());
}

Finished Rig::linlictl(const std::vector<std::string>& arguments, const std::string& input) const {
  std::vector<std::string> command{program("linlictl"), "--config",
                                   (folder_ / "kiosk.toml").string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, log(), input);
}

void Rig::write_configuration(const KioskOptions& options) const {
  std::ofstream(folder_ / "kiosk.toml") << fmt::format(
      R"([terminal]
state = "{0}/terminal"
control = "{0}/control.sock"

[centre]
url = "{1}"

[id_card_reader]
device = "{0}/reader"

[camera]
source = "file:{0}/camera.png"

[day_report]
directory = "{0}"

[place_names]
file = "{3}"

[speech]
loudspeaker = "{5}"

[staff_call]
command = {6}

[session]
ends_on_card_removal = {2}
{4})",
      folder_.string(), centre_url_, options.ends_on_card_removal,
      (assets() / "demo/place_names.sqlite").string(),
      options.printer ? fmt::format("\n[receipt_printer]\ndevice = \"{}/printer\"\n",
                                    folder_.string())
                      : "",
      options.loudspeaker, nlohmann::json(options.staff_call).dump());
}

}  // namespace linli::tests
