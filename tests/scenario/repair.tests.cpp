/// What staff put right with linlictl, as doctor tells them.
#include <signal.h>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/bad_centre.h"
#include "tests/support/hall.h"
#include "tests/support/resident.h"

using namespace linli;
namespace fs = std::filesystem;

namespace {

struct Hall : tests::MorningHall {
  fs::path store() const { return folder / "terminal" / "store.db"; }

  /// Somebody comes, hands in an application and leaves; its receipt number.
  std::string serve_somebody() {
    rig.start_kiosk();
    const tests::Resident resident(rig, "wang");
    resident.fill_in_briefly();
    auto receipt = resident.submit();
    resident.leave();
    rig.stop_kiosk(SIGTERM);
    return receipt;
  }
  bool doctor_says(const std::string& words) const {
    return rig.linlictl({"doctor"}).output.find(words) != std::string::npos;
  }
};

}  // namespace

TEST_CASE("a store that was restored from a backup is told, and its chain begins anew") {
  Hall hall;
  hall.serve_somebody();
  fs::copy_file(hall.store(), hall.folder / "backup");
  hall.serve_somebody();
  fs::copy_file(hall.folder / "backup", hall.store(), fs::copy_options::overwrite_existing);
  CHECK(
      hall.doctor_says("BROKEN     store: behind: it is older than what this terminal has handed "
                       "out; if a backup was put back, run linlictl restart-chain --restored\n"));
  CHECK(hall.rig.linlictl({"restart-chain"}).exit_code == 2);
  CHECK(hall.doctor_says("store: behind"));
  CHECK(hall.rig.linlictl({"restart-chain", "--restored"}).exit_code == 0);
  CHECK(hall.doctor_says("ok         store: ready\n"));
  hall.serve_somebody();
  CHECK(hall.rig.linlictl({"sync", "--once"}).exit_code == 0);
  CHECK(hall.rig.submissions().size() == 3);
}

TEST_CASE("an item that the centre refused waits for staff, and on their word is sent again") {
  Hall hall;
  hall.rig.stop_centre(SIGTERM);
  const auto receipt = hall.serve_somebody();
  {
    const tests::BadCentre bad(hall.folder / "centre" / "keys", hall.rig.centre_port(),
                               tests::Misbehaviour::conflict);
    CHECK(hall.rig.linlictl({"sync", "--once"}).output == "accepted 0, quarantined 1, waiting 0\n");
  }
  CHECK(hall.doctor_says("attention  queue: 0 waiting, 1 for staff (linlictl queue list)"));
  CHECK(hall.rig.linlictl({"queue", "list"}).output.find("quarantined") != std::string::npos);
  CHECK(hall.rig.linlictl({"queue", "retry", receipt}).exit_code == 0);
  hall.rig.start_centre();
  CHECK(hall.rig.linlictl({"sync", "--once"}).output == "accepted 1, quarantined 0, waiting 0\n");
  CHECK(hall.rig.submissions().size() == 1);
}
