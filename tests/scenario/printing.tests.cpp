/// The receipt on paper, from the press to the slot and back before the camera, with the real
/// programs.
#include <catch2/catch_test_macros.hpp>

#include <filesystem>

#include "tests/support/files.h"
#include "tests/support/hall.h"
#include "tests/support/resident.h"

using namespace linli;
namespace fs = std::filesystem;

namespace {

struct Hall : tests::MorningHall {
  Hall() {
    rig.start_printer();
    rig.start_kiosk({.printer = true});
  }
  fs::path receipt(int number) const {
    return folder.path() / "receipts" / ("receipt-" + std::to_string(number) + ".png");
  }
};

}  // namespace

TEST_CASE("a receipt prints by itself, and its paper leads back to the matter") {
  Hall hall;
  const tests::Resident resident(hall.rig, "wang");
  resident.fill_in_briefly();
  resident.submit();
  hall.rig.screen().wait_for("回执已打印，请取走");
  REQUIRE(fs::exists(hall.receipt(1)));
  resident.leave();
  hall.rig.show_to_camera(hall.receipt(1));
  hall.rig.screen().press("办件进度");
  hall.rig.screen().wait_for("您的申请办到这里了");
}

TEST_CASE(
    "without paper the receipt stays on the screen, says why, and prints once there is some") {
  Hall hall;
  hall.rig.printer("fault paper_out");
  const tests::Resident resident(hall.rig, "wang");
  resident.fill_in_briefly();
  const std::string number = resident.submit();
  hall.rig.screen().wait_for_part("打印机没有纸了");
  CHECK(hall.rig.screen().value_of("回执编号") == number);
  hall.rig.printer("mend");
  hall.rig.screen().press("再打一次");
  hall.rig.screen().wait_for("回执已打印，请取走");
  CHECK(fs::exists(hall.receipt(1)));
  CHECK_FALSE(fs::exists(hall.receipt(2)));
  const std::string log = tests::read_whole(hall.rig.log());
  CHECK(log.find("receipt printer: out of paper") != std::string::npos);
  for (const char* personal : {"王淑芳", "990101194612280023"}) {
    CHECK(log.find(personal) == std::string::npos);
  }
}

TEST_CASE("doctor says how the printer is while nobody uses it") {
  tests::MorningHall hall;
  hall.rig.start_printer();
  hall.rig.start_kiosk({.printer = true});
  hall.rig.stop_kiosk(15);
  const auto doctor = [&] { return hall.rig.linlictl({"doctor"}).output; };
  CHECK(doctor().find("/printer: ready\n") != std::string::npos);
  hall.rig.printer("fault cover_open");
  CHECK(doctor().find("/printer: its cover is open\n") != std::string::npos);
  CHECK(doctor().find("application printer: none; no copies on A4\n") != std::string::npos);
}
