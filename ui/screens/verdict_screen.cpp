#include "ui/screens/screen.h"
#include "ui/widgets/card.h"

/// What the questions before an application say. Whatever it is, the way on is to apply.
namespace linli::ui {
namespace {

using Answer = catalogue::PreAssessment::Answer;

Message message_of(const Painter& painter, const flow::VerdictView& verdict) {
  const std::string rule = verdict.because ? painter.in_language(*verdict.because) : "";
  const auto lines = [&](std::string last) {
    std::vector<std::string> all;
    if (!rule.empty()) all.push_back(rule);
    all.push_back(std::move(last));
    return all;
  };
  if (verdict.answer == Answer::likely) {
    return {Icon::done, Colour::green, Colour::green_tint, painter.t("看来符合条件"),
            lines(painter.t("以民政部门审核为准。"))};
  }
  if (verdict.answer == Answer::unlikely) {
    return {Icon::info, Colour::amber, Colour::amber_tint, painter.t("可能不符合条件"),
            lines(painter.t("您仍然可以申请，民政部门会看您的实际情况。"))};
  }
  return {Icon::info, Colour::brand, Colour::brand_tint, painter.t("现在还说不准"),
          lines(painter.t("可以先申请，民政部门核实后告诉您；也可以问工作人员。"))};
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::VerdictView& verdict) {
  const Painter& painter = screen.painter;
  Frame frame{.title = service_title(painter, verdict.service), .back = painter.t("上一步")};
  frame.navigation.push_back(
      {{.label = painter.t("去申请"), .icon_behind = Icon::forward, .kind = ButtonKind::primary},
       flow::action::Next{}});
  return frame;
}

void draw_body(Screen& screen, const flow::VerdictView& verdict, Rect body) {
  Painter& painter = screen.painter;
  painter.heading(body, painter.t("看看结果"), {Style::title}, painter.px(28));
  message(painter, body, message_of(painter, verdict), Role::text, 0);
}

}  // namespace linli::ui
