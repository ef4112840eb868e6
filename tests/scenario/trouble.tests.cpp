/// What a resident and the staff see when something is wrong, with the real
/// programs; and that nothing is lost by it.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <signal.h>

#include <filesystem>
#include <fstream>

#include "kiosk/database/database.h"
#include "tests/support/bad_centre.h"
#include "tests/support/files.h"
#include "tests/support/hall.h"
#include "tests/support/resident.h"

using namespace linli;
namespace fs = std::filesystem;

namespace {

struct Hall : tests::MorningHall {
  fs::path store() const { return folder.path() / "terminal" / "store.db"; }
  fs::path centre_keys() const { return folder.path() / "centre" / "keys"; }
};

/// No name, number, phone or address of the demo's resident in the log.
void check_log_is_nobodys(const tests::Rig& rig) {
  const std::string log = tests::read_whole(rig.log());
  for (const char* personal : {"王淑芳", "990101194612280023", "13804180000", "锦绣路"}) {
    INFO(personal);
    CHECK(log.find(personal) == std::string::npos);
  }
}

void check_arrived_once(const tests::Rig& rig, const std::string& receipt) {
  int times = 0;
  for (const auto& item : rig.submissions()) times += item["receipt_number"] == receipt ? 1 : 0;
  CHECK(times == 1);
}

}  // namespace

TEST_CASE("every fault of the card reader has its words, and the card works afterwards") {
  Hall hall;
  hall.rig.start_kiosk();
  struct Case {
    const char* fault;
    const char* words;
  };
  for (const auto& [fault, words] :
       {Case{"silence", "读卡器没有反应。"}, Case{"bad_checksum", "读卡时受到干扰，没有读完。"},
        Case{"garbage", "读卡时受到干扰，没有读完。"}, Case{"sw3:41", "没有读出这张身份证。"},
        Case{"sw3:66", "读卡器需要维修。"},
        Case{"removed_during_read", "身份证拿得太早，没有读完。"}}) {
    INFO(fault);
    hall.rig.screen().wait_for("请把身份证放在读卡区");
    hall.rig.reader(std::string("fault ") + fault + " 0 read");  // until cleared
    hall.rig.reader("place wang");
    hall.rig.screen().wait_for_part(words);
    hall.rig.reader("clear");
    hall.rig.take_card_away();
    hall.rig.screen().press("返回");
  }
  hall.rig.reader("place wang");
  hall.rig.screen().wait_for("同意，继续");
  check_log_is_nobodys(hall.rig);
}

TEST_CASE("a card that is expired or has an impossible number is refused with the rule") {
  Hall hall;
  hall.rig.start_kiosk();
  for (const auto& [card, words] :
       {std::pair{"expired", "这张身份证已经过期"}, std::pair{"invalid", "不能使用"}}) {
    INFO(card);
    hall.rig.screen().wait_for("请把身份证放在读卡区");
    hall.rig.reader(std::string("place ") + card);
    hall.rig.screen().wait_for_part(words);
    hall.rig.take_card_away();
    hall.rig.screen().press("返回");
  }
}

TEST_CASE("a reader that is unplugged is missed on the screen, and found again when it is back") {
  Hall hall;
  hall.rig.start_kiosk();
  hall.rig.screen().wait_for("请把身份证放在读卡区");
  hall.rig.reader("unplug");
  hall.rig.screen().wait_for("读卡器暂时不能用");
  hall.rig.reader("replug");
  hall.rig.screen().wait_for("请把身份证放在读卡区");
  hall.rig.reader("place wang");
  hall.rig.screen().wait_for("同意，继续");
}

TEST_CASE("a store from a later version is refused and left as it is") {
  Hall hall;
  hall.rig.start_kiosk();
  hall.rig.stop_kiosk(SIGTERM);
  {
    const auto key = tests::read_whole(hall.folder.path() / "terminal" / "store.key");
    const auto bytes = bytes_of(key);
    auto database =
        database::Database::open(hall.store(), {.key = Bytes(bytes.begin(), bytes.end())});
    REQUIRE(database);
    REQUIRE(database->execute("PRAGMA user_version = 999"));
  }
  const std::string before = tests::read_whole(hall.store());
  REQUIRE_FALSE(before.empty());
  hall.rig.start_kiosk();
  hall.rig.screen().wait_for("本机暂停服务");
  hall.rig.screen().wait_for_part("本机程序需要更新");
  hall.rig.stop_kiosk(SIGTERM);
  CHECK(tests::read_whole(hall.store()) == before);
}

TEST_CASE("a store that is not one any more stops the service and is kept") {
  Hall hall;
  hall.rig.start_kiosk();
  hall.rig.stop_kiosk(SIGTERM);
  const std::string garbage(100'000, 'x');
  std::ofstream(hall.store(), std::ios::trunc) << garbage;
  hall.rig.start_kiosk();
  hall.rig.screen().wait_for("本机暂停服务");
  hall.rig.screen().wait_for_part("本机存储出了故障");
  hall.rig.stop_kiosk(SIGTERM);
  CHECK(tests::read_whole(hall.store()) == garbage);
}

TEST_CASE("whatever answers in the centre's place, the item is kept and arrives when it is back") {
  const auto misbehaviour = GENERATE(tests::Misbehaviour::html, tests::Misbehaviour::server_error,
                                     tests::Misbehaviour::half_response);
  Hall hall;
  hall.rig.stop_centre(SIGTERM);
  std::string receipt;
  {
    const tests::BadCentre bad(hall.centre_keys(), hall.rig.centre_port(), misbehaviour);
    hall.rig.start_kiosk();
    const tests::Resident resident(hall.rig, "wang");
    resident.identify();
    hall.rig.screen().press("查待遇");
    hall.rig.screen().wait_for_part("查询系统出了问题");
    hall.rig.screen().press("遇到急难？可以申请临时救助");
    resident.begin_application();
    resident.fill_in_contact();
    resident.fill_in_household();
    resident.fill_in_hardship();
    resident.fill_in_help();
    resident.pass_papers();
    resident.sign_before_son();
    receipt = resident.submit();
    CHECK(hall.rig.linlictl({"sync", "--once"}).exit_code == 1);
    CHECK(bad.requests() > 0);
  }
  hall.rig.start_centre();
  CHECK(hall.rig.linlictl({"sync", "--once"}).exit_code == 0);
  check_arrived_once(hall.rig, receipt);
  check_log_is_nobodys(hall.rig);
}

TEST_CASE("a centre with a certificate of another CA gets nothing, and the screen says so") {
  Hall hall;
  hall.rig.stop_centre(SIGTERM);
  const tests::TemporaryFolder elsewhere;
  tests::Rig other(elsewhere.path());
  other.start_centre(hall.rig.centre_port());
  hall.rig.start_kiosk();
  const tests::Resident resident(hall.rig, "wang");
  resident.identify();
  hall.rig.screen().press("查待遇");
  hall.rig.screen().wait_for_part("网络连接不安全");
  hall.rig.screen().wait_for("离线");
  CHECK(other.submissions().empty());
}

TEST_CASE("a centre that is absent is a normal state: the item waits and then arrives") {
  Hall hall;
  hall.rig.stop_centre(SIGKILL);
  hall.rig.start_kiosk();
  const tests::Resident resident(hall.rig, "wang");
  resident.identify();
  hall.rig.screen().press("查待遇");
  hall.rig.screen().wait_for_part("现在没有网络");
  hall.rig.screen().press("退出");
  hall.rig.take_card_away();
  hall.rig.screen().wait_for("请把身份证放在读卡区");
  resident.fill_in_briefly();
  const auto receipt = resident.submit();
  resident.leave();
  hall.rig.start_centre();
  CHECK(hall.rig.linlictl({"sync", "--once"}).exit_code == 0);
  check_arrived_once(hall.rig, receipt);
}

TEST_CASE("a code that is no receipt, or a forged one, is told from a genuine one") {
  Hall hall;
  hall.rig.start_kiosk();
  const tests::Resident resident(hall.rig, "wang");
  resident.fill_in_briefly();
  resident.submit();
  std::string code = resident.receipt_code();
  resident.leave();

  const auto show = [&](const std::string& text) {
    hall.rig.show_code_to_camera(text);
    hall.rig.screen().press("办件进度");
  };
  show("https://example.org/menu");
  hall.rig.screen().wait_for_part("这个二维码不是办事回执");
  hall.rig.screen().press("返回");

  std::string forged = code;
  forged[forged.find("LS-0417-") + 3] = '9';  // another terminal's number
  show(forged);
  hall.rig.screen().wait_for_part("这个二维码核对不上");
  hall.rig.screen().press("返回");

  show(code);
  hall.rig.screen().wait_for("您的申请办到这里了");
}
