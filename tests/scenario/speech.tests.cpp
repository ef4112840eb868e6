/// A screen read aloud, from the press to the loudspeaker, with the real programs.
#include <catch2/catch_test_macros.hpp>

#include <filesystem>

#include "tests/support/files.h"
#include "tests/support/hall.h"
#include "tests/support/resident.h"

using namespace linli;
namespace fs = std::filesystem;

TEST_CASE("what a screen says is heard, and stands in no log") {
  tests::MorningHall hall;
  const fs::path heard = hall.folder.path() / "heard";
  hall.rig.start_kiosk({.loudspeaker = "file:" + heard.string()});
  const tests::Resident resident(hall.rig, "wang");
  resident.identify();
  hall.rig.screen().press("朗读");
  hall.rig.screen().wait_for("朗读");
  CHECK(fs::file_size(heard) > 3 * 2 * 22050);  // seconds of sound
  const std::string log = tests::read_whole(hall.rig.log());
  CHECK(log.find("speech: ready") != std::string::npos);
  CHECK(log.find("王") == std::string::npos);
}

TEST_CASE("without a loudspeaker reading aloud is not offered, and doctor says why") {
  tests::MorningHall hall;
  hall.rig.start_kiosk({.loudspeaker = "hw:31,0"});
  hall.rig.screen().wait_for("大字版");
  CHECK_FALSE(hall.rig.screen().shows("朗读"));
  const auto doctor = hall.rig.linlictl({"doctor"}).output;
  CHECK(doctor.find("speech: hw:31,0: no loudspeaker\n") != std::string::npos);
}
