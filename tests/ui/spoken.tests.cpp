#include "ui/accessibility/spoken.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/ui/situations.h"
#include "tests/ui/stage.h"

using namespace linli;
using namespace linli::tests;
using flow::DisplayMode;
using ui::as_spoken;
using ui::Role;

namespace {

bool says(const std::string& words, const std::string& part) {
  return words.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("numbers are said as people say them") {
  CHECK(as_spoken("请拨 12345") == "请拨  1 2 3 4 5 ");
  CHECK(as_spoken("0418-3395517") == " 0 4 1 8 3 3 9 5 5 1 7 ");
  CHECK(as_spoken("¥ 1,200.00") == "1200 yuan");
  CHECK(as_spoken("本月 ¥ 748.80 / 月") == "本月 748.80元 每月");
  CHECK(as_spoken("12000 元") == "12000 元");
  CHECK(as_spoken("11月22日") == "11月22日");
  CHECK(as_spoken("3, 4 或 5。") == "3, 4 或 5。");
  CHECK(as_spoken("LS-0417-2611-0038") == "LS- 0 4 1 7 2 6 1 1 0 0 3 8 ");
}

TEST_CASE("a masked name can be said, a masked number is left out") {
  CHECK(as_spoken("王*芳") == "王某芳");
  CHECK(as_spoken("王*芳 2109**********1228 · 女") == "王某芳  ， 女");
}

TEST_CASE("what is said leaves out keys, what was typed, and long numbers of a person") {
  const std::vector<ui::Node> nodes = {
      {.role = Role::screen, .label = "申请低保"},
      {.role = Role::heading, .label = "申请低保"},
      {.role = Role::text, .label = "银行卡号", .value = "6222 0200 1112 2233"},
      {.role = Role::text, .label = "每月", .value = "¥ 748.80"},
      {.role = Role::field, .label = "您的电话", .value = "13804180000"},
      {.role = Role::choice, .label = "租房", .selected = true},
      {.role = Role::button, .label = "1", .quiet = true},
      {.role = Role::button, .label = "下一步", .enabled = false},
      {.role = Role::text, .label = "户籍", .spoken = "户口在哪里？"},
      {.role = Role::image, .label = "回执二维码", .value = "https://linli.example/r/1"},
      {.role = Role::progress, .label = "家庭成员"},
  };
  CHECK(ui::words_to_speak(nodes) ==
        "申请低保。\n银行卡号。\n每月，748.80元。\n租房。\n户口在哪里？\n回执二维码。\n");
  CHECK(ui::words_to_speak({}).empty());
}

TEST_CASE("reading aloud is offered in the footer, and says the consent whole") {
  for (const auto mode : {DisplayMode::standard, DisplayMode::large}) {
    Stage stage(1080, 1920);
    const flow::View view = situation("kind-consent", mode);
    stage.show(view);
    const auto actions = stage.press(view, "朗读");
    REQUIRE(actions.size() == 1);
    const auto& words = std::get<flow::action::ReadAloud>(actions.front()).words;
    const auto& form = std::get<flow::FormView>(view.screen);
    for (const auto& field : form.fields) {
      for (const auto& paragraph : field.paragraphs) CHECK(says(words, paragraph.zh));
    }
    CHECK_FALSE(says(words, "找工作人员"));
    CHECK_FALSE(says(words, "退出"));
  }
}

TEST_CASE(
    "while the voice speaks it can be stopped; without one, or for staff, nothing is offered") {
  Stage stage(1080, 1920);
  flow::View view = situation("kind-consent", DisplayMode::standard);
  view.speech = flow::SpeechState::speaking;
  stage.show(view);
  const auto actions = stage.press(view, "停止朗读");
  REQUIRE(actions.size() == 1);
  CHECK(std::holds_alternative<flow::action::StopReading>(actions.front()));
  view.speech = flow::SpeechState::failed;
  stage.show(view);
  const auto* failed = stage.tree().find("无声");
  REQUIRE(failed);
  CHECK_FALSE(failed->enabled);
  view.speech.reset();
  stage.show(view);
  CHECK(stage.tree().find("朗读") == nullptr);
}

TEST_CASE("what was entered is not read out, also where it is shown again") {
  Stage stage(1080, 1920);
  const flow::View view = situation("review", DisplayMode::standard);
  stage.show(view);
  const auto actions = stage.press(view, "朗读");
  const auto& words = std::get<flow::action::ReadAloud>(actions.at(0)).words;
  int rows = 0;
  for (const auto& node : stage.tree().nodes()) {
    if (!node.own) continue;
    ++rows;
    CHECK(says(words, ui::as_spoken(node.label)));
    CHECK_FALSE(says(words, node.value));
  }
  CHECK(rows > 2);
}

TEST_CASE("a question over a screen is read, and not what lies behind it") {
  Stage stage(1080, 1920);
  for (const auto mode : {DisplayMode::standard, DisplayMode::large}) {
    flow::View view = situation("kind-consent", mode);
    view.overlay = flow::overlay::LeaveQuestion{};
    stage.show(view);
    const auto actions = stage.press(view, "朗读");
    const auto& words = std::get<flow::action::ReadAloud>(actions.at(0)).words;
    CHECK(words.starts_with("申请还没有交"));
  }
}

TEST_CASE("every screen for residents has something to say, and no key in it") {
  Stage stage(1080, 1920);
  for (const auto& situation : all_situations()) {
    CAPTURE(situation.name);
    flow::View view = situation.view(DisplayMode::standard);
    if (!view.speech) continue;
    view.speech = flow::SpeechState::silent;
    stage.show(view);
    const auto actions = stage.press(view, "朗读");
    REQUIRE(actions.size() == 1);
    const auto& words = std::get<flow::action::ReadAloud>(actions.front()).words;
    CHECK_FALSE(words.empty());
    CHECK_FALSE(says(words, "撤一笔"));
  }
}
