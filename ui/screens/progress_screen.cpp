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

using Obstacle = flow::AdditionsView::Obstacle;

/// Where what is missing is to be brought.
const char* supplement_words(const flow::AdditionsView& additions) {
  if (additions.may_supplement) return text_id("还缺下面这些，可以在这里补交。");
  switch (additions.obstacle.value_or(Obstacle::not_named)) {
    case Obstacle::not_named:
      return text_id("还缺材料，请到窗口补交。");
    case Obstacle::service_gone:
      return text_id("还缺材料。本机现在不办这个事项，请到窗口补交。");
    case Obstacle::fields_gone:
      return text_id("还缺材料。本机不能补交这些，请到窗口补交。");
    case Obstacle::too_late:
      return text_id("补交的期限已经过了，请到窗口询问。");
  }
  return "";
}

const char* explanation(const flow::ProgressView& progress) {
  const bool noted = !progress.report.note.empty();  // staff have written something to it
  switch (progress.report.stage) {
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
      return supplement_words(progress.additions);
    case Stage::returned:
      return noted ? text_id("申请被退回，原因写在下面。改好后可以重新申请。")
                   : text_id("申请被退回，原因请到窗口询问。改好后可以重新申请。");
    case Stage::refused:
      return noted ? text_id("申请没有通过，原因写在下面，可以到窗口询问或申诉。")
                   : text_id("申请没有通过，原因请到窗口询问，也可以申诉。");
    case Stage::replaced:
      return text_id("您改过了，按新的来办。");
    case Stage::cancelled:
      return text_id("已经取消，不会再来人。");
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
    case Stage::replaced:
    case Stage::cancelled:
      return {Icon::info, Colour::brand, Colour::surface};
    case Stage::confirmed:
    case Stage::paid:
      return {Icon::tick, Colour::green, Colour::green_tint};
  }
  return {Icon::info, Colour::brand, Colour::brand_tint};
}

std::string missing_words(const Painter& painter, const flow::AdditionsView::Missing& missing) {
  if (missing.field == nullptr) {
    return missing.reason.empty() ? painter.t("还有材料，请到窗口补交") : missing.reason;
  }
  const std::string label = painter.in_language(missing.field->label);
  if (missing.reason.empty()) return label;
  return painter.t("{field}：{why}", fmt::arg("field", label), fmt::arg("why", missing.reason));
}

Message stage_message(const Painter& painter, const flow::ProgressView& progress) {
  const domain::StageReport& report = progress.report;
  const StageLook look = look_of(report.stage);
  Message words{look.icon,
                look.colour,
                look.tint,
                painter.t(name_of(report.stage)),
                {painter.t(explanation(progress))}};
  if (report.stage == Stage::cancelled) return words;  // its note is a number of no more use
  const auto& missing = progress.additions.missing;
  const std::size_t shown = std::min<std::size_t>(missing.size(), painter.large() ? 3 : 6);
  for (std::size_t i = 0; i < shown; ++i) {
    words.lines.push_back("· " + missing_words(painter, missing[i]));
  }
  if (shown < missing.size()) {
    words.lines.push_back(painter.t("还有 {n} 项", fmt::arg("n", missing.size() - shown)));
  }
  if (report.stage == Stage::replaced && !report.note.empty()) {
    words.lines.push_back(painter.t("新的回执编号：{number}", fmt::arg("number", report.note)));
  } else if (!report.note.empty()) {
    words.lines.push_back(painter.t("工作人员说：{note}", fmt::arg("note", report.note)));
  }
  if (!report.updated_at && report.stage != Stage::waiting_to_send) {
    words.lines.push_back(painter.t("现在连不上中心，这是本机最后知道的。"));
  }
  return words;
}

/// The most important first.
std::vector<FactRow> facts_of(const Screen& screen, const flow::ProgressView& progress) {
  const Painter& painter = screen.painter;
  const auto now = screen.view.header.now;
  std::vector<FactRow> facts;
  if (progress.order && progress.order->day) {
    facts.push_back({painter.t("哪一天"), format_date(painter, *progress.order->day)});
  }
  if (progress.order && !progress.order->place.empty()) {
    facts.push_back({painter.t("地址"), progress.order->place});
  }
  facts.push_back({painter.t("回执编号"), progress.report.receipt_number});
  if (progress.service != nullptr) {
    facts.push_back({painter.t("事项"), painter.in_language(progress.service->name)});
  }
  if (progress.additions.until) {
    facts.push_back({painter.t("最晚补交"), format_day(painter, *progress.additions.until)});
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

/// How an order stands, for the person whose it is; empty where its stage says it.
std::optional<Message> order_message(const Painter& painter, const flow::OrderView& order,
                                     Stage stage) {
  using State = flow::OrderView::State;
  if (domain::is_over(stage)) return std::nullopt;
  if (order.error) return message_of(painter, words_of(*order.error));
  if (order.asks) {
    return Message{Icon::info,
                   Colour::red,
                   Colour::red_tint,
                   painter.t("真的要取消这一单吗？"),
                   {painter.t("取消以后要再用，请重新下单。")}};
  }
  const auto say = [&](Icon icon, const char* words) {
    return Message{icon, Colour::amber, Colour::amber_tint, {}, {painter.t(words)}};
  };
  switch (order.state) {
    case State::open:
      return std::nullopt;
    case State::too_late:
      return say(Icon::time, text_id("太晚了，这里不能改也不能取消。有急事请打电话或问工作人员。"));
    case State::on_its_way:
      return say(Icon::wait,
                 text_id("订单还没送到中心，送到以后才能改或取消。急的话请问工作人员。"));
    case State::changed:
      return say(Icon::done, text_id("您改过这一单，请看新的订单。"));
    case State::cancelled:
      return say(Icon::done, text_id("取消已安全保存，中心收到才算取消。急的话请打电话。"));
  }
  return std::nullopt;
}

void add_order_buttons(const Painter& painter, const flow::OrderView& order, Frame& frame) {
  frame.waits = order.working;
  if (order.asks) {
    frame.back.clear();
    frame.navigation.push_back(
        {{.label = painter.t("不取消"), .icon = Icon::left, .kind = ButtonKind::plain},
         flow::action::KeepOrder{}});
    frame.navigation.push_back(
        {{.label = order.error ? painter.t("再试一次") : painter.t("确定取消"),
          .icon = Icon::close,
          .kind = ButtonKind::primary},
         flow::action::CancelOrder{}});
  } else if (order.state == flow::OrderView::State::open) {
    frame.navigation.push_back(
        {{.label = painter.t("取消订单"), .icon = Icon::close, .kind = ButtonKind::plain},
         flow::action::AskToCancel{}});
    frame.navigation.push_back(
        {{.label = painter.t("改订单"), .icon = Icon::edit, .kind = ButtonKind::primary},
         flow::action::ChangeOrder{}});
  }
}

/// The person's own order: its day and address matter, not the way of an application.
void draw_order(Screen& screen, const flow::ProgressView& progress, Rect body) {
  Painter& painter = screen.painter;
  painter.heading(body, painter.in_language(progress.service->name), {Style::title},
                  painter.px(20));
  auto words = order_message(painter, *progress.order, progress.report.stage);
  if (!words) words = stage_message(painter, progress);
  message(painter, body, *words, Role::alert, painter.px(28));
  fact_card(painter, body, facts_of(screen, progress), body.height);
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::ProgressView& progress) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("办件进度"), .back = painter.t("返回")};
  if (progress.additions.may_sign) {
    frame.navigation.push_back({{.label = painter.t("家人签字"), .icon = Icon::edit},
                                flow::action::AddToMatter{domain::Addition::authorisation}});
  }
  if (progress.additions.may_supplement) {
    frame.navigation.push_back({{.label = painter.t("补交材料"),
                                 .icon_behind = Icon::forward,
                                 .kind = ButtonKind::primary},
                                flow::action::AddToMatter{domain::Addition::supplement}});
  }
  if (progress.order) add_order_buttons(painter, *progress.order, frame);
  return frame;
}

void draw_body(Screen& screen, const flow::ProgressView& progress, Rect body) {
  if (progress.order) return draw_order(screen, progress, body);
  Painter& painter = screen.painter;
  painter.heading(body, painter.t("您的申请办到这里了"), {Style::title}, painter.px(20));
  Message stage = stage_message(painter, progress);
  // The whole way is for those who like detail; the large mode says where it stands.
  const bool whole_way =
      !painter.large() && std::count(kWay.begin(), kWay.end(), progress.report.stage) > 0;
  if (painter.landscape()) {
    Rect left = whole_way ? cut_left(body, body.width * 0.56F, painter.px(32)) : body;
    shorten(painter, stage, left.width, left.height);
    message(painter, left, stage, Role::text, painter.px(28));
    fact_card(painter, left, facts_of(screen, progress), left.height);
    if (whole_way) draw_way(painter, progress.report.stage, body);
    return;
  }
  shorten(painter, stage, body.width, body.height);
  message(painter, body, stage, Role::text, painter.px(28));
  fact_card(painter, body, facts_of(screen, progress), body.height);
  if (whole_way) draw_way(painter, progress.report.stage, body);
}

}  // namespace linli::ui
