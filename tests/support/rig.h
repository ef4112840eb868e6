#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/automation_client.h"
#include "tests/support/child_process.h"

namespace linli::tests {

struct KioskOptions {
  std::string window = "offscreen";
  int width = 1080;
  int height = 1920;
  bool ends_on_card_removal = false;
  bool printer = false;                      // the simulated one is in the settings
  std::string loudspeaker = "null";          // of ALSA
  std::vector<std::string> staff_call = {};  // a program and its arguments; none: nobody
};

/// A whole hall in a folder: a centre on loopback, a simulated card reader, an
/// enrolled terminal with its camera, all real programs. Everything it started
/// ends with it. Failures are thrown as ScenarioFailure.
class Rig {
 public:
  /// `folder` exists, is writable and has a short path (sockets live there).
  explicit Rig(std::filesystem::path folder);

  /// The first start makes the centre's CA and seeds the demo residents; later
  /// ones listen on the same port. Port 0 is the kernel's choice.
  void start_centre(int port = 0);
  void stop_centre(int signal);
  void start_simulator();
  /// A simulated receipt printer; what it prints lies in receipts/receipt-1.png …
  void start_printer();
  /// A one-time code from the centre, a certificate for the terminal.
  void enrol();
  void start_kiosk(const KioskOptions& options = {});
  /// SIGKILL ends it like a power cut; SIGTERM like systemd.
  void stop_kiosk(int signal);

  /// A line to the simulated reader: place wang, remove, fault bad_checksum.
  void reader(const std::string& command) const;
  /// A line to the simulated printer: fault paper_out, mend.
  void printer(const std::string& command) const;
  /// Takes the card away and waits until the kiosk has asked for one a few times:
  /// a hand is never faster than that, a test is.
  void take_card_away() const;
  /// Holds a picture before the camera from the next scan on.
  void show_to_camera(const std::filesystem::path& picture) const;
  void show_code_to_camera(const std::string& text) const;

  /// What arrived at the centre: one object an item; and one of them, opened.
  nlohmann::json submissions() const;
  nlohmann::json opened_submission(const std::string& receipt) const;
  Finished centre(const std::vector<std::string>& arguments) const;
  /// Runs it to its end: for settings it refuses.
  Finished kiosk(const std::vector<std::string>& arguments) const;
  Finished linlictl(const std::vector<std::string>& arguments, const std::string& input = {}) const;

  const AutomationClient& screen() const { return screen_; }
  const std::filesystem::path& folder() const { return folder_; }
  pid_t kiosk_pid() const { return kiosk_->pid(); }
  bool kiosk_running() { return kiosk_ && kiosk_->running(); }
  std::vector<std::string> kiosk_command(const KioskOptions& options) const;
  int centre_port() const;
  std::filesystem::path log() const { return folder_ / "log.txt"; }

 private:
  void wait_for_simulator(const char* socket, ChildProcess& device) const;
  void write_configuration(const KioskOptions& options) const;

  std::filesystem::path folder_;
  AutomationClient screen_;
  std::string centre_url_;
  std::optional<ChildProcess> centre_;
  std::optional<ChildProcess> simulator_;
  std::optional<ChildProcess> printer_;
  std::optional<ChildProcess> kiosk_;
};

}  // namespace linli::tests
