#include "tests/scenario/story.h"

#include <fmt/format.h>
#include <signal.h>

#include <memory>

#include "tests/support/resident.h"

namespace linli::scenario {
namespace {

/// What the story remembers from one step to the next.
struct Memory {
  std::string receipt;
};

void expect(bool holds, const std::string& what) {
  if (!holds) throw tests::ScenarioFailure(what);
}

/// The application once, and opened it says what was entered at the terminal.
void compare_with_receipt(const tests::Rig& rig, const std::string& receipt) {
  int times = 0;
  for (const auto& item : rig.submissions()) times += item["receipt_number"] == receipt ? 1 : 0;
  expect(times == 1, "the centre does not have the application exactly once");
  const auto item = rig.opened_submission(receipt);
  const auto& content = item["content"];
  expect(content["service"] == "temporary_relief", "another service arrived");
  expect(content["applicant"]["name"] == "王淑芳", "another applicant arrived");
  const auto& answers = content["answers"];
  expect(answers["phone"]["text"] == "13804180000", "the phone number differs");
  expect(answers["members"]["members"][0]["number"] == "990101197203150010", "the son differs");
  expect(answers["members"]["members"][0]["name"] == "李建国", "the son's name differs");
  expect(answers["monthly_income"]["fen"] == 214000, "the income differs");
  expect(item["attachments"].size() == 1, "the signature is missing");
}

void show_receipt_to_camera(const tests::Rig& rig, const std::filesystem::path& picture) {
  rig.show_to_camera(picture);
  rig.screen().press("办件进度");
  rig.screen().wait_for("您的申请办到这里了");
}

}  // namespace

std::vector<Step> story(tests::Rig& rig, const std::filesystem::path& pictures) {
  const auto memory = std::make_shared<Memory>();
  const tests::Resident resident(rig, "wang");
  const auto picture = [&rig, pictures](const std::string& name) {
    rig.screen().picture(pictures / (name + ".png"));
  };
  return {
      {"The centre starts: its own CA, SQLite, demo residents", [&rig] { rig.start_centre(); }},
      {"The simulated ID card reader starts", [&rig] { rig.start_simulator(); }},
      {"The terminal is enrolled with a one-time code", [&rig] { rig.enrol(); }},
      {"The kiosk shows its home screen",
       [&rig, picture] {
         rig.start_kiosk();
         rig.screen().wait_for("请把身份证放在读卡区");
         rig.screen().wait_for("已联网");
         picture("01-home");
       }},
      {"An ID card is read; before anything is looked up, the resident is asked",
       [&rig, picture] {
         rig.reader("place wang");
         rig.screen().wait_for("同意，继续");
         picture("02-consent");
         rig.screen().press("同意，继续");
       }},
      {"The resident sees her benefits",
       [&rig, picture] {
         rig.screen().press("查待遇");
         rig.screen().wait_for("城市最低生活保障");
         picture("03-benefits");
       }},
      {"The network goes down", [&rig] { rig.stop_centre(SIGTERM); }},
      {"She applies for temporary relief: contact",
       [&rig, resident, picture] {
         rig.screen().press("返回");
         resident.open_application();
         resident.fill_in_contact();
         picture("04-household");
       }},
      {"… her household",
       [resident, picture] {
         resident.fill_in_household();
         picture("05-hardship");
       }},
      {"… what happened", [resident] { resident.fill_in_hardship(); }},
      {"… what would help",
       [resident, picture] {
         resident.fill_in_help();
         resident.pass_papers();
         picture("06-authorisation");
       }},
      {"… and signs the authorisation with her finger",
       [resident, picture] {
         resident.sign_before_son();
         picture("07-review");
       }},
      {"She submits while offline, and gets a receipt",
       [resident, memory, picture] {
         memory->receipt = resident.submit();
         picture("08-receipt");
       }},
      {"She rates the matter and leaves; the next person finds nothing",
       [&rig, resident, picture] {
         rig.screen().press("非常满意");
         rig.screen().wait_for("谢谢您的评价");
         resident.leave();
         expect(!rig.screen().shows_part("王"), "the screen still speaks of her");
         rig.screen().wait_for_part("待上传 1 件");
         picture("09-home-offline");
       }},
      {"The network is back: what waited reaches the centre by itself",
       [&rig, picture] {
         rig.start_centre();
         rig.screen().wait_for("已联网");
         picture("10-home-online");
       }},
      {"The centre holds exactly what the receipt says",
       [&rig, memory] { compare_with_receipt(rig, memory->receipt); }},
      {"The receipt's code is shown to the camera: received",
       [&rig, pictures, picture] {
         show_receipt_to_camera(rig, pictures / "08-receipt.png");
         rig.screen().wait_for("已收到");
         picture("11-received");
         rig.screen().press("返回");
       }},
      {"Staff move the matter on; the code now says so",
       [&rig, memory, pictures, picture] {
         const auto moved = rig.centre({"stage", memory->receipt, "home_visit"});
         expect(moved.exit_code == 0, "the stage could not be moved");
         show_receipt_to_camera(rig, pictures / "08-receipt.png");
         rig.screen().wait_for("入户调查");
         picture("12-home-visit");
         rig.screen().press("返回");
       }},
      {"Everything stops",
       [&rig] {
         rig.stop_kiosk(SIGTERM);
         rig.stop_centre(SIGTERM);
       }},
  };
}

}  // namespace linli::scenario
