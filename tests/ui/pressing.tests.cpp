#include <catch2/catch_test_macros.hpp>

#include "tests/ui/form_situations.h"
#include "tests/ui/situations.h"
#include "tests/ui/stage.h"

namespace linli::tests {
namespace {

using flow::DisplayMode;
namespace action = flow::action;

constexpr auto kStandard = DisplayMode::standard;

/// The one action that a press of `label` gives on a screen.
template <class Wanted>
Wanted pressed(const flow::View& view, const std::string& label) {
  Stage stage(1080, 1920);
  const auto actions = stage.press(view, label);
  REQUIRE(actions.size() == 1);
  REQUIRE(std::holds_alternative<Wanted>(actions.front()));
  return std::get<Wanted>(actions.front());
}

}  // namespace

TEST_CASE("a press gives the action of what was pressed") {
  CHECK(pressed<action::PressTile>(situation("home", kStandard), "查待遇").tile.kind ==
        flow::TileKind::benefits);
  CHECK(pressed<action::SetMode>(situation("home", kStandard), "大字版").mode ==
        DisplayMode::large);
  CHECK(pressed<action::SetLanguage>(situation("home", kStandard), "English").language ==
        catalogue::Language::english);
  pressed<action::CallHelp>(situation("home", kStandard), "找工作人员");
  pressed<action::Leave>(situation("identity", kStandard), "退出");
  pressed<action::Agree>(situation("identity", kStandard), "同意，继续");
  pressed<action::Decline>(situation("identity", kStandard), "不同意");
  pressed<action::Back>(situation("benefits", kStandard), "返回");
  pressed<action::ApplyFor>(situation("benefits", kStandard), "遇到急难？可以申请临时救助");
  pressed<action::Retry>(situation("scan-failed-0", kStandard), "再扫一次");
  CHECK(pressed<action::TurnPage>(situation("benefits", DisplayMode::large), "下一页").page == 1);
}

TEST_CASE("every kind of field answers a press") {
  const auto hardship = form_view(kStandard, 2, 0);
  const auto chosen = pressed<action::ChooseOption>(hardship, "意外事故");
  CHECK(chosen.field == "causes");
  CHECK(chosen.option == "accident");
  CHECK(pressed<action::PressKey>(hardship, "7").key == '7');
  CHECK(pressed<action::PressKey>(hardship, "点").key == '.');
  CHECK(pressed<action::PressKey>(hardship, "删一位").key == '<');
  CHECK(pressed<action::GoToStep>(hardship, "本人信息").step == "applicant");
  pressed<action::Next>(hardship, "下一步");
  CHECK_FALSE(pressed<action::SetConsent>(form_view(kStandard, 4, 0), "我同意以上内容").agreed);
  pressed<action::ClearSignature>(form_view(kStandard, 4, 0), "重新签");
  pressed<action::AddMember>(form_view(kStandard, 1, 0), "添加家人");
  CHECK(pressed<action::RemoveMember>(form_view(kStandard, 1, 0), "删除第 2 位").index == 1);
}

TEST_CASE("adding a member, reviewing, submitting and rating answer presses") {
  CHECK(pressed<action::ChooseMemberWay>(situation("member-choose", kStandard), "输入身份证号码")
            .way == flow::MemberEntryView::Way::number);
  CHECK(pressed<action::PressKey>(situation("member-number", kStandard), "X").key == 'X');
  pressed<action::Next>(situation("member-number-again", kStandard), "下一步");
  pressed<action::UseKeyboard>(situation("member-name", kStandard), "笔画");
  pressed<action::Next>(situation("member-name", kStandard), "下一步");
  CHECK(pressed<action::ChooseRelation>(situation("member-relation", kStandard), "父亲或母亲")
            .relation == domain::Relation::parent);
  pressed<action::ConfirmMember>(situation("member-relation", kStandard), "加上这位家人");
  pressed<action::CancelMember>(situation("member-choose", kStandard), "不加了");
  pressed<action::Submit>(situation("review-last-page", kStandard), "确认提交");
  CHECK(pressed<action::Rate>(situation("receipt-offline", kStandard), "非常满意").grade ==
        domain::Grade::very_satisfied);
  pressed<action::ContinueServices>(situation("receipt-offline", kStandard), "继续办事");
  pressed<action::Leave>(situation("receipt-offline", kStandard), "完成退出");
}

TEST_CASE("the guide, the hotlines and the place names answer presses") {
  CHECK(pressed<action::PressTile>(situation("home", kStandard), "政策指南").tile.kind ==
        flow::TileKind::guide);
  CHECK(pressed<action::ChooseGuideGroup>(situation("guide", kStandard), "养老服务").group ==
        catalogue::ServiceGroup::elderly);
  CHECK(pressed<action::OpenArticle>(situation("guide-found", kStandard), "最低生活保障（低保）")
            .article->id == "subsistence_allowance");
  pressed<action::OpenSearch>(situation("guide", kStandard), "找一找");
  pressed<action::OpenSearch>(situation("place-names", kStandard), "写字找");
  pressed<action::Next>(situation("guide-writing", kStandard), "查找");
  pressed<action::TakeAlong>(situation("article-0", kStandard), "带走");
  CHECK(pressed<action::ApplyFor>(situation("article-0", kStandard), "去办理").service->id ==
        "temporary_relief");
  CHECK(pressed<action::ChooseHotline>(situation("hotlines", kStandard), "12349").number ==
        "12349");
  pressed<action::CallHelp>(situation("hotline", kStandard), "找工作人员");
  CHECK(pressed<action::PressKey>(situation("place-names", kStandard), "J").key == 'j');
  CHECK(pressed<action::PressKey>(situation("place-names-found", kStandard), "C").key == 'c');
  CHECK(pressed<action::PressKey>(situation("place-names-found", kStandard), "全删").key == 'C');
  CHECK(pressed<action::OpenPlace>(situation("place-names-found", kStandard), "2. 锦绣路").index ==
        1);
  pressed<action::Next>(situation("place-names-found", DisplayMode::large), "看结果");
  pressed<action::Retry>(situation("place-names-failed", kStandard), "再试一次");
}

TEST_CASE("questions over the screen answer presses, and what lies below them does not") {
  pressed<action::ExtendTime>(situation("overlay-timeout", kStandard), "我还在，继续办");
  pressed<action::KeepDraftAndLeave>(situation("overlay-leave", kStandard), "保存草稿，退出");
  pressed<action::DiscardAndLeave>(situation("overlay-leave", kStandard), "不保存，退出");
  pressed<action::StayHere>(situation("overlay-leave", kStandard), "不退出，接着填");
  pressed<action::ResumeDraft>(situation("overlay-draft", kStandard), "接着上次填");
  pressed<action::StartAfresh>(situation("overlay-draft", kStandard), "不要草稿，重新填");
  pressed<action::DecideLater>(situation("overlay-draft", kStandard), "以后再说");

  Stage stage(1080, 1920);
  const auto form = form_view(kStandard, 2, 0);
  stage.show(form);
  const auto below = stage.node("意外事故");
  CHECK(stage.press(situation("overlay-leave", kStandard), below, below).empty());
}

TEST_CASE("the staff screens answer presses") {
  CHECK(pressed<action::PressKey>(situation("staff-sign-in", kStandard), "7").key == '7');
  CHECK(pressed<action::ActivateField>(situation("staff-sign-in", kStandard), "工号").field ==
        "number");
  pressed<action::Next>(situation("staff-sign-in", kStandard), "登录");
  pressed<action::Leave>(situation("day-0", kStandard), "锁定");
  for (const char* waiting : {"day-closing-1", "day-report-saving"}) {
    pressed<action::Leave>(situation(waiting, kStandard), "锁定");
  }
  pressed<action::SendAll>(situation("day-0", kStandard), "马上上传");
  pressed<action::CloseDay>(situation("day-0", kStandard), "完成日终");
  pressed<action::OpenDayItem>(situation("day-0", kStandard), "LS-0417-2611-0038");
  pressed<action::TryItemAgain>(situation("day-item-1", kStandard), "再试一次");
  pressed<action::BeginSetAside>(situation("day-item-1", kStandard), "另行处理");
  CHECK(pressed<action::ChooseSetAsideReason>(situation("day-item-reasons", kStandard),
                                              "居民自己撤回了")
            .reason == offline_cache::SetAsideReason::withdrawn);
  CHECK(pressed<action::TurnDay>(situation("day-report-earlier", kStandard), "前一天").days == -1);
  CHECK(pressed<action::TurnDay>(situation("day-report-earlier", kStandard), "后一天").days == 1);
  pressed<action::ConfirmSetAside>(situation("day-item-reasons", kStandard), "确定，不再发送");
}

TEST_CASE("the hall's name tells when it is held and when it is let go") {
  Stage stage(1080, 1920);
  const auto home = situation("staff-door", kStandard);
  stage.show(home);
  const ui::Node* door = nullptr;
  for (const auto& node : stage.tree().nodes()) {
    if (node.role == ui::Role::hold) door = &node;
  }
  REQUIRE(door != nullptr);
  const ui::Node place = *door;
  const auto actions = stage.press(home, place, place);
  REQUIRE(actions.size() == 2);
  CHECK(std::holds_alternative<action::HoldHallName>(actions[0]));
  CHECK(std::holds_alternative<action::LetGoHallName>(actions[1]));
}

TEST_CASE("a press that begins on one target and ends on another does nothing") {
  Stage stage(1080, 1920);
  const auto home = situation("home", kStandard);
  stage.show(home);
  CHECK(stage.press(home, stage.node("查待遇"), stage.node("办件进度")).empty());
  CHECK(stage.press(home, "办件进度").size() == 1);
}

TEST_CASE("a press that began on another screen does nothing on this one") {
  Stage stage(1080, 1920);
  const auto home = situation("home", kStandard);
  stage.show(home);
  const auto tile = stage.node("查待遇").rect;
  stage.window().inject_pointer(tile.x + 20, tile.y + 20, true);
  stage.show(home);
  const auto identity = situation("identity", kStandard);
  stage.show(identity);
  stage.window().inject_pointer(tile.x + 20, tile.y + 20, false);
  CHECK(stage.show(identity).empty());
}

TEST_CASE("what is switched off cannot be pressed") {
  Stage stage(1080, 1920);
  const auto home = situation("menu-disk-full", kStandard);
  stage.show(home);
  const auto* tile = stage.tree().find("临时救助");
  REQUIRE(tile != nullptr);
  CHECK_FALSE(tile->enabled);
  CHECK(stage.press(home, *tile, *tile).empty());
}

TEST_CASE("a stroke begins once and continues where the finger goes") {
  Stage stage(1080, 1920);
  auto form = form_view(kStandard, 4, 0);
  stage.show(form);
  const auto canvas = stage.node("请用手指签名");
  const auto actions = stage.draw(form, canvas, {{0.2F, 0.2F}, {0.4F, 0.5F}, {0.9F, 0.9F}});
  int began = 0;
  domain::StrokePoint last;
  for (const auto& one : actions) {
    if (std::holds_alternative<action::BeginStroke>(one)) ++began;
    if (const auto* more = std::get_if<action::ContinueStroke>(&one)) last = more->at;
  }
  CHECK(began == 1);
  CHECK(std::abs(last.x - 0.9F) < 0.01F);
  CHECK(std::abs(last.y - 0.9F) < 0.01F);
}

}  // namespace linli::tests
