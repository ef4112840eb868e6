/// The evening: staff close the day at the terminal itself, with the real
/// programs and the real screens.
#include <catch2/catch_test_macros.hpp>

#include <signal.h>

#include "tests/support/hall.h"
#include "tests/support/resident.h"

using namespace linli;

namespace {

struct Hall : tests::MorningHall {
  Hall() {
    const auto added = rig.linlictl({"staff", "add", "1001", "--name", "李敏"}, "482913\n482913\n");
    REQUIRE(added.exit_code == 0);
  }

  /// From the home screen: holds the hall's name and types number and PIN.
  void sign_in(const std::string& pin) const {
    rig.screen().hold("hold", "社区服务中心");
    rig.screen().wait_for("请刷身份证或输入工号，再输入密码");
    type("1001");
    rig.screen().press_now("下一步");
    type(pin);
    rig.screen().press_now("登录");
  }
  void type(const std::string& digits) const {
    for (const char digit : digits) rig.screen().press_now(std::string(1, digit));
  }
};

}  // namespace

TEST_CASE("staff see what waits, close the day when the network is back, and lock") {
  Hall hall;
  hall.rig.stop_centre(SIGTERM);
  hall.rig.start_kiosk();
  const tests::Resident resident(hall.rig, "wang");
  resident.fill_in_briefly();
  const std::string receipt = resident.submit();
  resident.leave();

  hall.sign_in("482913");
  hall.rig.screen().wait_for("日终同步");
  hall.rig.screen().wait_for_part(receipt);
  CHECK(hall.rig.screen().value_of("今日办件") == "1");
  CHECK(hall.rig.screen().value_of("已确认") == "0");
  CHECK_FALSE(hall.rig.screen().shows_part("王"));
  hall.rig.screen().press("完成日终");
  hall.rig.screen().wait_for_part("连不上中心");

  hall.rig.start_centre();
  hall.rig.screen().press("再对一次");
  hall.rig.screen().wait_for_part("与中心对账一致");
  hall.rig.screen().wait_for_part("今天已确认 1 / 1");
  hall.rig.screen().press("日报");
  hall.rig.screen().wait_for("保存日报");
  hall.rig.screen().press("保存日报");
  hall.rig.screen().wait_for("保存好了");
  hall.rig.screen().press("返回");
  hall.rig.screen().press("锁定");
  hall.rig.screen().wait_for("请把身份证放在读卡区");
  CHECK(hall.rig.centre({"day-closes"}).output.find("agreed") != std::string::npos);
  CHECK(hall.rig.submissions().size() == 1);
}

TEST_CASE("a staff member's own card stands for the number, and the PIN lets them in") {
  Hall hall;
  hall.rig.linlictl({"staff", "add", "1002", "--name", "赵强", "--card"},
                    "77310245\n77310245\n990101194612280023\n");
  hall.rig.start_kiosk();
  hall.rig.screen().hold("hold", "社区服务中心");
  hall.rig.screen().wait_for("请刷身份证或输入工号，再输入密码");
  hall.rig.reader("place wang");
  hall.rig.screen().wait_for_value("工号", "1002");
  hall.type("77310245");
  hall.rig.screen().press_now("登录");
  hall.rig.screen().wait_for("日终同步");
}

TEST_CASE("a resident's card at the sign-in is served at once") {
  Hall hall;
  hall.rig.start_kiosk();
  hall.rig.screen().hold("hold", "社区服务中心");
  hall.rig.screen().wait_for("请刷身份证或输入工号，再输入密码");
  hall.rig.reader("place wang");
  hall.rig.screen().wait_for("同意，继续");
}

TEST_CASE("a wrong PIN opens nothing, and says no more than that it is wrong") {
  Hall hall;
  hall.rig.start_kiosk();
  hall.sign_in("482914");
  hall.rig.screen().wait_for("工号或密码不对。");
  CHECK_FALSE(hall.rig.screen().shows("日终同步"));
}
