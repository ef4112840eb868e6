#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/expected.h"
#include "kiosk/flow/visit.h"
#include "ui/window/window.h"

namespace linli::app {

/// What a site decides: /etc/linli/kiosk.toml, whose comments explain each
/// key. Every key may be left out; a key that is not known is refused, so that
/// a slip of the pen is not silently ignored.
struct Configuration {
  std::filesystem::path state = "/var/lib/linli";             // store, identity
  std::filesystem::path control = "/run/linli/control.sock";  // linlictl asks here
  std::string region = "demo";
  std::string centre_url = "https://localhost:8443";
  std::string card_reader = "/dev/ttyUSB0";
  int card_reader_baud = 115200;
  std::string camera = "v4l2:/dev/video0";
  std::string document_camera;            // empty: papers are handed in at the window
  std::filesystem::path receipt_printer;  // empty: nothing is printed
  int receipt_printer_baud = 115200;      // of a serial line
  std::string application_printer;        // queue of CUPS; empty: no copies on A4
  std::string loudspeaker = "default";    // of ALSA; empty: nothing is read aloud
  int words_per_minute = 140;             // that are read aloud
  std::vector<std::string> staff_call;    // a program and its arguments; empty: none is called
  ui::WindowOptions window{.kind = ui::WindowKind::fullscreen};
  flow::VisitSettings visit;
  std::optional<std::chrono::minutes> day_close_at;  // after the hall's midnight; empty: never
  std::chrono::minutes day_close_jitter{20};
  int most_in_flight = 16;                         // items on their way to the centre
  std::optional<int> most_kilobytes_per_second;    // that are sent; empty: as the line gives
  std::optional<std::chrono::minutes> quiet_from;  // after the hall's midnight; both or none
  std::optional<std::chrono::minutes> quiet_until;
  std::filesystem::path documents =
      "/var/lib/linli/reports";  // day reports and notices; never made
  std::filesystem::path place_names =
      "/var/lib/linli/place-names.sqlite";  // not there: no place names are offered
};

/// An error says which line or key is wrong and what would be right.
Expected<Configuration, std::string> load_configuration(const std::filesystem::path& file);

/// Where the assets are: share/linli beside the directory of the program.
std::filesystem::path assets_directory();

Expected<ui::WindowKind, std::string> window_kind_from(const std::string& name);

}  // namespace linli::app
