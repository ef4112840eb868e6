#include "ui/screens/formats.h"
#include "ui/screens/screen.h"
#include "ui/screens/staff_words.h"
#include "ui/widgets/card.h"

namespace linli::ui {

namespace action = flow::action;
using flow::NoticeView;

Frame frame_of(const Screen& screen, const NoticeView& view) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("补正告知"), .back = painter.t("返回")};
  frame.waits = view.saving.state == flow::SavingView::State::saving;
  frame.navigation.push_back(
      {{.label = painter.t("保存告知书"), .icon = Icon::store, .kind = ButtonKind::primary},
       action::SaveDocument{}});
  return frame;
}

void draw_body(Screen& screen, const NoticeView& view, Rect body) {
  Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  const auto& report = view.report;
  if (const auto said = saving_message(painter, view.saving)) {
    message(painter, body, *said, Role::alert, gap);
  }
  Message lacks{Icon::edit, Colour::amber, Colour::amber_tint, painter.t("还缺什么"),
                missing_lines(painter, report, view.service)};
  if (lacks.lines.empty()) lacks.lines.push_back(painter.t("中心没有写明，请打电话问中心。"));
  const Message tell{Icon::people,
                     Colour::brand,
                     Colour::surface,
                     painter.t("告诉居民"),
                     {painter.t("请带上回执和身份证，把材料送到窗口。"),
                      painter.t("您来不了，可以请家人带上您和家人的身份证来办。")}};
  const std::string head =
      report.receipt_number + " · " + service_name(painter, report.service, view.service);
  const float room = body.height - message_height(painter, lacks, body.width) - gap;
  const bool alone = view.saving.state == flow::SavingView::State::idle;
  if (alone || painter.height_of(head, Style::heading, body.width) + gap <= room) {
    painter.heading(body, head, {Style::heading}, gap);
  }
  shorten(painter, lacks, body.width, body.height);  // the paper has it whole
  message(painter, body, lacks, Role::status, gap);
  if (message_height(painter, tell, body.width) <= body.height) {
    message(painter, body, tell, Role::status, gap);
  }
}

}  // namespace linli::ui
