/// The line is down for days: what waits goes to the centre on a USB stick, and the answers come
/// back on it; with the real programs.
#include <catch2/catch_test_macros.hpp>

#include <signal.h>

#include <fstream>

#include "tests/support/files.h"
#include "tests/support/hall.h"
#include "tests/support/resident.h"

using namespace linli;
namespace fs = std::filesystem;

namespace {

struct Hall : tests::MorningHall {
  tests::TemporaryFolder stick_folder;
  std::string stick = stick_folder.path().string();

  std::string hand_in() const {
    const tests::Resident resident(rig, "wang");
    resident.fill_in_briefly();
    auto receipt = resident.submit();
    resident.leave();
    return receipt;
  }
  nlohmann::json queue() const {
    return nlohmann::json::parse(rig.linlictl({"queue", "list", "--json"}).output);
  }
  std::string log() const { return tests::read_whole(rig.log()); }
  /// The stick's only file with this ending.
  fs::path on_stick(const std::string& ending) const {
    fs::path found;
    for (const auto& entry : fs::directory_iterator(stick)) {
      if (entry.path().extension() == ending) found = entry.path();
    }
    return found;
  }
};

}  // namespace

TEST_CASE("the line is down for days, a stick goes to the centre and back, and nothing is twice") {
  Hall hall;
  hall.rig.stop_centre(SIGTERM);
  hall.rig.start_kiosk();
  const auto one = hall.hand_in();
  const auto two = hall.hand_in();

  const auto written = hall.rig.linlictl({"export", hall.stick, "--anyway"});
  REQUIRE(written.exit_code == 0);
  CHECK(written.output.find("2 of 2 items") != std::string::npos);
  CHECK(written.output.find("the stick may be taken out") != std::string::npos);
  CHECK(hall.queue()[0]["state"] == "exported");
  // Nothing personal can be read on the stick, not even a receipt number.
  const std::string package = tests::read_whole(hall.on_stick(".linli"));
  CHECK(package.find(one) == std::string::npos);
  CHECK(package.find("temporary_relief") == std::string::npos);

  // At the centre, whose line to the hall stays down.
  const auto away = hall.rig.centre({"import", hall.stick});
  CHECK(away.exit_code == 0);
  CHECK(away.output.find("accepted 2, here before 0, refused 0") != std::string::npos);
  CHECK(hall.rig.submissions().size() == 2);

  const auto back = hall.rig.linlictl({"import", hall.stick});
  CHECK(back.exit_code == 0);
  CHECK(back.output.find("accepted 2, known before 0, refused 0") != std::string::npos);
  CHECK(hall.queue()[1]["state"] == "accepted");

  // The line is back, and the stick comes a second time.
  const auto three = hall.hand_in();
  hall.rig.start_centre();
  CHECK(hall.rig.linlictl({"sync", "--once"}).exit_code == 0);
  CHECK(hall.rig.centre({"import", hall.stick}).output.find("accepted 0, here before 2") !=
        std::string::npos);
  CHECK(hall.rig.linlictl({"import", hall.stick}).output.find("accepted 0, known before 2") !=
        std::string::npos);
  CHECK(hall.rig.submissions().size() == 3);
  const auto closed = hall.rig.linlictl({"day-close", "--json"});
  CHECK(closed.exit_code == 0);
  CHECK(nlohmann::json::parse(closed.output)["there"] == 3);
  CHECK(two != three);
}

TEST_CASE("a lost stick does no harm: the line sends what is on it, and another can be written") {
  Hall hall;
  hall.rig.stop_centre(SIGTERM);
  hall.rig.start_kiosk();
  hall.hand_in();
  REQUIRE(hall.rig.linlictl({"export", hall.stick, "--anyway"}).exit_code == 0);
  fs::remove(hall.on_stick(".linli"));
  hall.rig.stop_kiosk(SIGTERM);
  CHECK(hall.rig.linlictl({"export", hall.stick, "--anyway"}).exit_code ==
        0);  // without the kiosk, too
  hall.rig.start_centre();
  CHECK(hall.rig.linlictl({"sync", "--once"}).output == "accepted 1, quarantined 0, waiting 0\n");
  CHECK(hall.rig.linlictl({"export", hall.stick, "--anyway"}).output ==
        "nothing waits; nothing was written\n");
  CHECK(hall.rig.centre({"import", hall.stick}).output.find("accepted 0, here before 1") !=
        std::string::npos);
  CHECK(hall.rig.submissions().size() == 1);
}

TEST_CASE("what is damaged, foreign or somebody else's is refused with its reason, at both ends") {
  Hall hall;
  hall.rig.stop_centre(SIGTERM);
  hall.rig.start_kiosk();
  hall.hand_in();
  REQUIRE(hall.rig.linlictl({"export", hall.stick, "--anyway"}).exit_code == 0);
  const auto package = hall.on_stick(".linli");
  const std::string whole = tests::read_whole(package);

  tests::write_whole(package, whole.substr(0, whole.size() / 2));
  CHECK(hall.rig.centre({"import", hall.stick}).exit_code == 1);
  CHECK(hall.log().find("it is cut off") != std::string::npos);
  std::string turned = whole;
  turned[whole.size() / 2] = static_cast<char>(turned[whole.size() / 2] ^ 1);
  tests::write_whole(package, turned);
  CHECK(hall.rig.centre({"import", hall.stick}).exit_code == 1);
  CHECK(hall.log().find("its signature does not hold") != std::string::npos);
  const auto renamed =
      package.parent_path() / ("linli-0499" + package.filename().string().substr(10));
  fs::rename(package, renamed);
  CHECK(hall.rig.centre({"import", hall.stick}).exit_code == 1);
  CHECK(hall.rig.submissions().empty());

  fs::rename(renamed, package);
  tests::write_whole(package, whole);
  REQUIRE(hall.rig.centre({"import", hall.stick}).exit_code == 0);
  const auto answers = hall.on_stick(".answers");
  std::string forged = tests::read_whole(answers);
  forged.back() = static_cast<char>(forged.back() ^ 1);
  tests::write_whole(answers, forged);
  CHECK(hall.rig.linlictl({"import", hall.stick}).exit_code == 1);
  CHECK(hall.queue()[0]["state"] == "exported");
}

TEST_CASE("a stick without packages, or none at all, gets a message") {
  Hall hall;
  CHECK(hall.rig.linlictl({"export", "/no/such/stick"}).exit_code == 2);
  CHECK(hall.rig.linlictl({"import", hall.stick}).exit_code == 1);
  CHECK(hall.rig.centre({"import", hall.stick}).exit_code == 1);
}

TEST_CASE("a folder of the machine's own disk is no stick, unless it is said to be meant") {
  Hall hall;
  hall.rig.stop_centre(SIGTERM);
  hall.rig.start_kiosk();
  hall.hand_in();
  CHECK(hall.rig.linlictl({"export", hall.stick}).exit_code == 1);
  CHECK(hall.log().find("no stick is mounted there") != std::string::npos);
  CHECK(fs::is_empty(hall.stick));
  CHECK(hall.rig.linlictl({"export", hall.stick, "--anyway"}).exit_code == 0);
}
