#include "tests/support/resident.h"

namespace linli::tests {
namespace {

/// A hand-drawn 王: three strokes across, one down.
void sign(const AutomationClient& screen) {
  screen.draw("请用手指签名", {{0.35, 0.25}, {0.45, 0.24}, {0.62, 0.23}});
  screen.draw("请用手指签名", {{0.37, 0.50}, {0.47, 0.50}, {0.60, 0.49}});
  screen.draw("请用手指签名", {{0.33, 0.78}, {0.48, 0.77}, {0.66, 0.76}});
  screen.draw("请用手指签名", {{0.49, 0.24}, {0.49, 0.50}, {0.49, 0.77}});
}

}  // namespace

void Resident::identify() const {
  rig_.reader("place " + card_);
  rig_.screen().press("同意，继续");
}

void Resident::open_application() const {
  rig_.screen().press("申请救助");
  rig_.screen().press("临时救助");
  begin_application();
}

void Resident::begin_application() const {
  rig_.screen().press("同意，继续");
  rig_.screen().press("直接申请");
}

void Resident::type(const std::string& field, const std::string& keys) const {
  rig_.screen().press(field);
  for (const char key : keys) rig_.screen().press_now(std::string(1, key));
}

/// On the keyboard, which is there; where the word stands among the candidates is the engine's.
void Resident::write(const std::string& pinyin, const std::string& word) const {
  for (const char key : pinyin) rig_.screen().press_now(std::string(1, key));
  constexpr int kMostShown = 12;
  for (int place = 1; place <= kMostShown; ++place) {
    const std::string candidate = std::to_string(place) + " " + word;
    if (rig_.screen().shows(candidate)) return rig_.screen().press_now(candidate);
  }
  throw ScenarioFailure("the keyboard does not offer " + word);
}

void Resident::fill_in_contact(const std::string& phone) const {
  rig_.screen().wait_for("怎么联系您？");
  rig_.screen().press("这个月很难");
  type("您的电话", phone);
  rig_.screen().press("下一步");
}

void Resident::fill_in_household() const {
  rig_.screen().press("和家人一起住");
  rig_.screen().press("添加家人");
  rig_.screen().press("输入身份证号码");
  rig_.screen().wait_for("家人的身份证号码");
  for (const char key : std::string("990101197203150010")) {
    rig_.screen().press_now(std::string(1, key));
  }
  rig_.screen().wait_for("这位家人叫什么名字？");
  rig_.screen().press("拼音");
  write("li", "李");
  write("jianguo", "建国");
  rig_.screen().press("下一步");
  rig_.screen().press("儿子或女儿");
  rig_.screen().press("加上这位家人");
  rig_.screen().wait_for("家里还有谁？");
  rig_.screen().press("下一步");
}

void Resident::fill_in_hardship(const std::string& income, const std::string& spending) const {
  rig_.screen().press("突发重大疾病");
  rig_.screen().press("生活必需支出突增");
  type("全家每月收入（元）", income);
  type("这次困难已花的钱（元）", spending);
  rig_.screen().press("下一步");
}

void Resident::fill_in_help() const {
  rig_.screen().press("救助金");
  rig_.screen().press("下一步");
}

void Resident::pass_papers() const {
  rig_.screen().wait_for("带了什么材料？");
  rig_.screen().press("下一步");
}

void Resident::sign_authorisation() const {
  rig_.screen().press("我同意以上内容");
  sign(rig_.screen());
  rig_.screen().press("下一步");
}

void Resident::sign_before_son() const {
  sign_authorisation();
  rig_.screen().wait_for("第 2 位，共 2 位");
  rig_.screen().press("以后签");
  rig_.screen().press("下一步");
  rig_.screen().wait_for("请核对一遍，没错再提交");
}

void Resident::fill_in_everything() const {
  identify();
  open_application();
  fill_in_contact();
  fill_in_household();
  fill_in_hardship();
  fill_in_help();
  pass_papers();
  sign_before_son();
}

void Resident::fill_in_briefly() const {
  identify();
  open_application();
  fill_in_contact("2880000");
  rig_.screen().wait_for("家里还有谁？");
  rig_.screen().press("一个人住");
  rig_.screen().press("下一步");
  fill_in_hardship("0", "0");
  fill_in_help();
  pass_papers();
  sign_authorisation();
  rig_.screen().wait_for("请核对一遍，没错再提交");
}

std::string Resident::submit() const {
  while (!rig_.screen().shows("确认提交")) rig_.screen().press_now("下一页");
  rig_.screen().press_now("确认提交");
  rig_.screen().wait_for("申请已安全保存");
  return rig_.screen().value_of("回执编号");
}

std::string Resident::receipt_code() const { return rig_.screen().value_of("回执二维码"); }

void Resident::leave() const {
  rig_.take_card_away();
  rig_.screen().press("完成退出");
  rig_.screen().wait_for("请把身份证放在读卡区");
}

}  // namespace linli::tests
