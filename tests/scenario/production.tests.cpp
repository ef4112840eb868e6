/// What serves tests and demonstrations is refused where residents are served.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/files.h"
#include "tests/support/rig.h"
#include "tests/support/temporary_folder.h"

using namespace linli;

TEST_CASE("without --simulation the kiosk refuses automation and a camera that is a file") {
  const tests::TemporaryFolder folder;
  tests::Rig rig(folder.path());
  rig.start_centre();
  rig.enrol();  // writes settings with a file as camera
  CHECK(rig.kiosk({"--window", "offscreen"}).exit_code == 2);
  CHECK(rig.kiosk({"--window", "offscreen", "--automation", (folder / "s").string()}).exit_code == 2);
  CHECK_FALSE(std::filesystem::exists(folder / "s"));
}

TEST_CASE("wrong arguments and settings end with 2 and a message that names them") {
  const tests::TemporaryFolder folder;
  const tests::Rig rig(folder.path());  // there is no settings file
  struct Case {
    std::vector<std::string> arguments;
    const char* message;
  };
  for (const auto& [arguments, message] :
       {Case{{}, "--config FILE"},
        Case{{"--window", "huge"}, "--window huge: must be fullscreen, window or offscreen"},
        Case{{"--size", "big"}, "--size big: must be WIDTHxHEIGHT"},
        Case{{"--size", "100x100"}, "--size 100x100: must be WIDTHxHEIGHT"},
        Case{{"--automation", "s"}, "it needs --simulation"},
        Case{{"--simulation", "--automation", "/nowhere/s"}, "there is no folder /nowhere"},
        Case{{"--nonsense"}, "\"--nonsense\" is not understood"}}) {
    std::filesystem::remove(rig.log());
    CHECK(rig.kiosk(arguments).exit_code == 2);
    CHECK(tests::read_whole(rig.log()).find(message) != std::string::npos);
  }
  CHECK(rig.kiosk({"--help"}).exit_code == 0);
  CHECK(rig.linlictl({"doctor"}).exit_code == 2);
}
