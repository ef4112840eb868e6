/// What serves tests and demonstrations is refused where residents are served.
#include <catch2/catch_test_macros.hpp>

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

TEST_CASE("wrong arguments and settings end with 2 and a clear message") {
  const tests::TemporaryFolder folder;
  const tests::Rig rig(folder.path());
  CHECK(rig.kiosk({}).exit_code == 2);  // there is no settings file
  CHECK(rig.kiosk({"--window", "huge"}).exit_code == 2);
  CHECK(rig.kiosk({"--nonsense"}).exit_code == 2);
  CHECK(rig.kiosk({"--help"}).exit_code == 0);
}
