#include "tests/scenario/story.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/hall.h"
#include "tests/support/resident.h"
#include "tests/support/temporary_folder.h"

using namespace linli;

TEST_CASE("the whole story plays through the real screens, with the centre stopped in the middle") {
  const tests::TemporaryFolder folder;
  tests::Rig rig(folder.path());
  const auto pictures = folder.path() / "pictures";
  std::filesystem::create_directory(pictures);
  for (const auto& step : scenario::story(rig, pictures)) {
    INFO(step.what);
    REQUIRE_NOTHROW(step.play());
  }
}

TEST_CASE("the code of a receipt on the screen is read by an independent decoder") {
  tests::MorningHall hall;
  tests::Rig& rig = hall.rig;
  rig.start_kiosk();
  const tests::Resident resident(rig, "rare");
  resident.fill_in_briefly();
  resident.submit();
  const auto picture = hall.folder / "receipt.png";
  rig.screen().picture(picture);
  const auto zbar = tests::run({"/usr/bin/zbarimg", "--quiet", "--raw", picture.string()}, rig.log());
  CHECK(zbar.output == resident.receipt_code() + "\n");
}
