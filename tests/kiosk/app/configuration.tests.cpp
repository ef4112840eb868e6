#include "kiosk/app/configuration.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace std::chrono_literals;

namespace {

Expected<app::Configuration, std::string> load(const std::string& content) {
  const tests::TemporaryFolder folder;
  const auto file = folder.path() / "kiosk.toml";
  std::ofstream(file) << content;
  auto loaded = app::load_configuration(file);
  if (loaded) return loaded;
  return unexpected(loaded.error().substr(folder.path().string().size() + 1));
}

}  // namespace

TEST_CASE("an empty file gives the defaults of a real terminal") {
  const auto configuration = load("");
  REQUIRE(configuration);
  CHECK(configuration->window.kind == ui::WindowKind::fullscreen);
  CHECK(configuration->card_reader_baud == 115200);
  CHECK(configuration->receipt_printer.empty());
  CHECK(configuration->staff_call.empty());
  CHECK(configuration->visit.prints_by_itself);
  CHECK_FALSE(configuration->visit.simulated);
}

TEST_CASE("every setting of a site is taken") {
  const auto configuration = load(R"(
[terminal]
state = "/srv/linli"
control = "/run/c.sock"
region = "demo"
[centre]
url = "https://centre.example:9443"
[id_card_reader]
device = "/dev/ttyS1"
baud = 9600
[camera]
source = "v4l2:/dev/video2"
[receipt_printer]
device = "/dev/usb/lp0"
baud = 19200
by_itself = false
[application_printer]
queue = "office"
[staff_call]
command = ["/usr/local/bin/call-staff", "一楼 1 号"]
[window]
kind = "window"
width = 1920
height = 1080
[session]
idle_seconds = 45
warning_seconds = 20
receipt_seconds = 90
ends_on_card_removal = true
[day_close]
at = "18:30"
jitter_minutes = 5
[sync]
most_in_flight = 8
most_kilobytes_per_second = 20
quiet_from = "22:00"
quiet_until = "06:30"
)");
  REQUIRE(configuration);
  CHECK(configuration->state == "/srv/linli");
  CHECK(configuration->control == "/run/c.sock");
  CHECK(configuration->centre_url == "https://centre.example:9443");
  CHECK(configuration->card_reader == "/dev/ttyS1");
  CHECK(configuration->card_reader_baud == 9600);
  CHECK(configuration->camera == "v4l2:/dev/video2");
  CHECK(configuration->receipt_printer == "/dev/usb/lp0");
  CHECK(configuration->receipt_printer_baud == 19200);
  CHECK_FALSE(configuration->visit.prints_by_itself);
  CHECK(configuration->application_printer == "office");
  CHECK(configuration->staff_call ==
        std::vector<std::string>{"/usr/local/bin/call-staff", "一楼 1 号"});
  CHECK(configuration->window.kind == ui::WindowKind::window);
  CHECK(configuration->window.width == 1920);
  CHECK(configuration->window.height == 1080);
  CHECK(configuration->visit.idle_before_warning == 45s);
  CHECK(configuration->visit.warning == 20s);
  CHECK(configuration->visit.receipt_shown == 90s);
  CHECK(configuration->visit.ends_on_card_removal);
  CHECK(configuration->day_close_at == 18h + 30min);
  CHECK(configuration->day_close_jitter == 5min);
  CHECK(configuration->most_in_flight == 8);
  CHECK(configuration->most_kilobytes_per_second == 20);
  CHECK(configuration->quiet_from == 22h);
  CHECK(configuration->quiet_until == 6h + 30min);
}

TEST_CASE("a slip of the pen is named with its line") {
  const auto refused = [](const std::string& content) { return load(content).error(); };
  CHECK(refused("[terminal]\nstaet = \"/x\"") ==
        "kiosk.toml:2: there is no setting terminal.staet");
  CHECK(refused("[id_card_reader]\nbaud = 1200") ==
        "kiosk.toml:2: id_card_reader.baud must be one of 115200, 57600, 38400, 19200, 9600");
  CHECK(refused("[session]\nwarning_seconds = 5") ==
        "kiosk.toml:2: session.warning_seconds must be a whole number from 20 to 3600");
  CHECK(refused("[session]\nends_on_card_removal = 1") ==
        "kiosk.toml:2: session.ends_on_card_removal must be true or false");
  CHECK(refused("[window]\nkind = \"big\"") ==
        "kiosk.toml:2: window.kind must be fullscreen, window or offscreen");
  CHECK(refused("[centre]\nurl = 5") == "kiosk.toml:2: centre.url must be a text in quotes");
  for (const char* time :
       {"\"24:00\"", "\"18:60\"", "\"6:30\"", "\"18.30\"", "\"+8:30\"", "1830"}) {
    CHECK(refused(std::string("[day_close]\nat = ") + time) ==
          "kiosk.toml:2: day_close.at must be a time in quotes, as \"18:30\"");
  }
  CHECK(refused("[sync]\nmost_in_flight = 0") ==
        "kiosk.toml:2: sync.most_in_flight must be a whole number from 1 to 16");
  CHECK(refused("[sync]\nquiet_from = \"22:00\"") ==
        "kiosk.toml: sync.quiet_from and sync.quiet_until need each other");
  for (const char* call : {"\"/bin/call\"", "[\"/bin/call\", 1]", "[\"\"]", "5"}) {
    CHECK(refused(std::string("[staff_call]\ncommand = ") + call) ==
          "kiosk.toml:2: staff_call.command must be a list of texts, as "
          "[\"/usr/local/bin/call\", \"1\"]");
  }
  CHECK(refused("centre = 5") == "kiosk.toml:1: centre must be a [section]");
  CHECK(refused("[terminal\n").starts_with("kiosk.toml:1: "));
}

TEST_CASE("a file that is not there is named, with what to do") {
  CHECK(app::load_configuration("/nowhere/kiosk.toml").error() ==
        "/nowhere/kiosk.toml: No such file or directory; name this terminal's settings with "
        "--config FILE (packaging/README.md says what goes in)");
  CHECK(app::load_configuration("/").error() == "/: Is a directory");
}
