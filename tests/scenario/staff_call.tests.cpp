/// Staff who are called by a program of the hall, with the real programs.
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>

#include "tests/support/files.h"
#include "tests/support/hall.h"
#include "tests/support/resident.h"

using namespace linli;
namespace fs = std::filesystem;

namespace {

struct Hall : tests::MorningHall {
  /// A program that notes what it was told.
  fs::path pager() const {
    const auto file = folder / "pager";
    std::ofstream(file) << "#!/bin/sh\necho \"$@\" >> \"" << called().string() << "\"\n";
    fs::permissions(file, fs::perms::owner_all);
    return file;
  }
  fs::path called() const { return folder / "called"; }
};

}  // namespace

TEST_CASE("whoever asks for staff is told that they know, once they do, and it names nobody") {
  Hall hall;
  const auto pager = hall.pager().string();
  hall.rig.start_kiosk({.staff_call = {pager, "hall 1"}});
  const tests::Resident resident(hall.rig, "wang");
  resident.identify();
  hall.rig.screen().press("找工作人员");
  hall.rig.screen().wait_for_part("已经通知工作人员");
  CHECK(tests::read_whole(hall.called()) == "hall 1 help 0417\n");
  CHECK(tests::read_whole(hall.rig.log()).find("staff call: taken") != std::string::npos);
  const auto doctor = hall.rig.linlictl({"doctor"}).output;
  CHECK(doctor.find("staff call: " + pager + ": is there\n") != std::string::npos);
}

TEST_CASE("where staff can't be called, the screen sends to the counter, and doctor says why") {
  Hall hall;
  hall.rig.start_kiosk({.staff_call = {"/nowhere/pager"}});
  hall.rig.screen().press("找工作人员");
  hall.rig.screen().wait_for_part("没有通知到");
  const auto doctor = hall.rig.linlictl({"doctor"}).output;
  CHECK(doctor.find("staff call: /nowhere/pager: the program is not there, or may not be run\n") !=
        std::string::npos);
}
