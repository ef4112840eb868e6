#include <algorithm>
#include <array>

#include "ui/screens/formats.h"
#include "ui/screens/screen.h"
#include "ui/screens/words.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

using domain::Stage;

/// The way of an application that nothing interrupts.
constexpr std::array kWay{Stage::waiting_to_send, Stage::received,     Stage::accepted,
                          Stage::home_visit,      Stage::first_review, Stage::publicity,
                          Stage::confirmed,       Stage::paid};

/// `noted`: staff have written something to it.
const char* explanation(Stage stage, bool noted) {
  switch (stage) {
    case Stage::waiting_to_send:
      return text_id("申请已安全保存在本机，有网后自动上传。");
    case Stage::received:
      return text_id("中心已经收到您的申请，正在核对材料。");
    case Stage::accepted:
      return text_id("申请已经受理，下一步是入户调查。");
    case Stage::home_visit:
      return text_id("社区工作人员会到您家了解情况。");
    case Stage::first_review:
      return text_id("街道正在初审。");
    case Stage::publicity:
      return text_id("结果正在公示，没有异议就会审核确认。");
    case Stage::confirmed:
      return text_id("审核已经通过，等待发放。");
    case Stage::paid:
      return text_id("救助金已经发放，请查看账户。");
    case Stage::supplement_needed:
      return text_id("还缺材料，请到窗口补交。");
    case Stage::returned:
      return noted ? text_id("申请被退回，原因写在下面。改好后可以重新申请。")
                   : text_id("申请被退回，原因请到窗口询问。改好后可以重新申请。");
    case Stage::refused:
      return noted ? text_id("申请没有通过，原因写在下面，可以到窗口询问或申诉。")
                   : text_id("申请没有通过，原因请到窗口询问，也可以申诉。");
  }
  return "";
}

struct StageLook {
  Icon icon;
  Colour colour;
  Colour tint;
};
StageLook look_of(Stage stage) {
  switch (stage) {
    case Stage::waiting_to_send:
      return {Icon::offline, Colour::amber, Colour::amber_tint};
    case Stage::supplement_needed:
      return {Icon::edit, Colour::amber, Colour::amber_tint};
    case Stage::returned:
    case Stage::refused:
      return {Icon::error, Colour::red, Colour::red_tint};
    case Stage::received:
    case Stage::accepted:
    case Stage::home_visit:
    case Stage::first_review:
    case Stage::publicity:
      return {Icon::time, Colour::brand, Colour::brand_tint};
    case Stage::confirmed:
    case Stage::paid:
      return {Icon::tick, Colour::green, Colour::green_tint};
  }
  return {Icon::info, Colour::brand, Colour::brand_tint};
}

Message stage_message(const Painter& painter, const domain::StageReport& report) {
  const StageLook look = look_of(report.stage);
  Message words{look.icon,
                look.colour,
                look.tint,
                painter.t(name_of(report.stage)),
                {painter.t(explanation(report.stage, !report.note.empty()))}};
  if (!report.note.empty()) {
    words.lines.push_back(painter.t("工作人员说：{note}", fmt::arg("note", report.note)));
  }
  return words;
}

/// The most important first.
std::vector<FactRow> facts_of(const Screen& screen, const flow::ProgressView& progress) {
  const Painter& painter = screen.painter;
  const auto now = screen.view.header.now;
  std::vector<FactRow> facts{{painter.t("回执编号"), progress.report.receipt_number}};
  if (progress.service != nullptr) {
    facts.push_back({painter.t("事项"), painter.in_language(progress.service->name)});
  }
  if (progress.report.updated_at) {
    facts.push_back(
        {painter.t("更新时间"), format_moment(painter, *progress.report.updated_at, now)});
  }
  facts.push_back(
      {painter.t("提交时间"), format_moment(painter, progress.report.submitted_at, now)});
  return facts;
}

/// The stages one below the other, those behind ticked off.
void draw_way(Painter& painter, Stage stage, Rect rect) {
  const auto at = std::find(kWay.begin(), kWay.end(), stage);
  if (at == kWay.end()) return;
  Rect inner = card(painter, rect);
  const auto cells = rows(inner, static_cast<int>(kWay.size()), 0);
  const float dot = std::min(painter.px(48), cells.front().height * 0.62F);
  for (std::size_t i = 0; i < kWay.size(); ++i) {
    Rect cell = cells[i];
    const Rect mark = cut_left(cell, dot, painter.px(24));
    const auto position = static_cast<std::size_t>(at - kWay.begin());
    const bool done = i < position;
    const bool current = i == position;
    if (i + 1 < kWay.size()) {
      const float x = mark.x + mark.width / 2;
      painter.fill({x - painter.px(2), mark.y + mark.height / 2, painter.px(4), mark.height},
                   done ? Colour::green : Colour::line);
    }
    const Rect circle = centred(mark, dot, dot);
    painter.fill(circle, done ? Colour::green : current ? Colour::brand : Colour::line, dot / 2);
    if (done) painter.picture(Icon::tick, circle, Colour::surface, dot * 0.9F);
    const std::string name = painter.t(name_of(kWay[i]));
    const Rect words =
        painter.draw_words(cell, name,
                           {current ? Style::body_bold : Style::body,
                            current ? Colour::brand : Colour::ink_soft, Align::left});
    if (painter.inert()) continue;
    painter.add({Role::progress, name, {}, done || current, current, cell, words});
  }
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::ProgressView&) {
  return {.title = screen.painter.t("办件进度"), .back = screen.painter.t("返回")};
}

void draw_body(Screen& screen, const flow::ProgressView& progress, Rect body) {
  Painter& painter = screen.painter;
  painter.heading(body, painter.t("您的申请办到这里了"), {Style::title}, painter.px(20));
  // The whole way is for those who like detail; the large mode says where it stands.
  const bool whole_way =
      !painter.large() && std::count(kWay.begin(), kWay.end(), progress.report.stage) > 0;
  if (painter.landscape()) {
    Rect left = whole_way ? cut_left(body, body.width * 0.56F, painter.px(32)) : body;
    message(painter, left, stage_message(painter, progress.report), Role::text, painter.px(28));
    fact_card(painter, left, facts_of(screen, progress), left.height);
    if (whole_way) draw_way(painter, progress.report.stage, body);
    return;
  }
  message(painter, body, stage_message(painter, progress.report), Role::text, painter.px(28));
  fact_card(painter, body, facts_of(screen, progress), body.height);
  if (whole_way) draw_way(painter, progress.report.stage, body);
}

}  // namespace linli::ui
