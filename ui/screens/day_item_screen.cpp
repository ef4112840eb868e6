#include <algorithm>
#include <array>

#include "ui/screens/formats.h"
#include "ui/screens/screen.h"
#include "ui/screens/staff_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice.h"

namespace linli::ui {
namespace {

namespace action = flow::action;
using flow::DayItemView;
using offline_cache::SetAsideReason;

constexpr std::array kReasons{SetAsideReason::handed_in_on_paper, SetAsideReason::duplicate,
                              SetAsideReason::withdrawn, SetAsideReason::technical};

/// The most important first.
std::vector<FactRow> facts_of(const Screen& screen, const flow::DayRow& row) {
  const Painter& painter = screen.painter;
  return {
      {painter.t("回执编号"), row.item.receipt_number},
      {painter.t("事项"), service_name(painter, row.item.service, row.service)},
      {painter.t("状态"), look_of(painter, row.item).words},
      {painter.t("提交时间"), format_moment(painter, row.item.stored_at, screen.view.header.now)},
      {painter.t("大小"), format_bytes(row.item.bytes)}};
}

Message nothing_done(const Painter& painter) {
  return {Icon::error,
          Colour::red,
          Colour::red_tint,
          {},
          {painter.t("没有办成，什么都没有改。请再试一次。")}};
}

/// What came of asking the centre; empty: it was not asked.
std::optional<Message> answer_of(const Painter& painter, const DayItemView& view) {
  if (view.asking) {
    return Message{Icon::wait, Colour::brand, Colour::surface, {}, {painter.t("正在问中心…")}};
  }
  if (view.ask_error) return message_of(painter, words_for_asking(*view.ask_error));
  if (!view.told) return std::nullopt;
  Message said{
      Icon::info, Colour::brand, Colour::brand_tint,
      painter.t("中心说：{stage}", fmt::arg("stage", painter.t(name_of(view.told->stage)))),
      missing_lines(painter, *view.told, view.row.service)};
  return said;
}

std::vector<Message> messages_of(const Painter& painter, const DayItemView& view) {
  const ItemWords words = words_of(view.row.item);
  std::vector<Message> all;
  if (view.failed) all.push_back(nothing_done(painter));
  const bool wrong = view.needs_person || view.row.item.decided ||
                     view.row.item.trouble != offline_cache::ItemTrouble::none;
  all.push_back({wrong ? Icon::error : Icon::info,
                 wrong ? Colour::red : Colour::brand,
                 wrong ? Colour::red_tint : Colour::surface,
                 painter.t(words.why),
                 {painter.t(view.may_give_notice ? text_id("请按“补正告知”，把缺的材料告诉居民。")
                                                 : words.next)}});
  if (view.needs_person && !view.supervisor) {
    all.back().lines.push_back(painter.t("另行处理要主管登录。"));
  }
  if (const auto said = answer_of(painter, view)) {
    all.push_back(*said);
  } else if (words.tell != nullptr) {
    all.push_back({Icon::people,
                   Colour::brand,
                   Colour::surface,
                   painter.t("告诉居民"),
                   {painter.t(words.tell)}});
  }
  return all;
}

void draw_reasons(Screen& screen, const DayItemView& view, Rect body) {
  Painter& painter = screen.painter;
  painter.heading(body, painter.t("为什么另行处理？"), {Style::title}, painter.px(8));
  painter.text(body,
               painter.t("{number} 不再发送，原因和工号会记下来",
                         fmt::arg("number", view.row.item.receipt_number)),
               {Style::body, Colour::ink_soft, Align::left}, painter.px(24));
  if (view.failed) message(painter, body, nothing_done(painter), Role::alert, painter.px(20));
  std::vector<std::string> labels;
  for (const auto reason : kReasons) labels.push_back(painter.t(name_of(reason)));
  const float gap = painter.metrics().gap();
  const ChoiceGrid layout = choice_grid(painter, labels, body.width, false);
  const float height = std::clamp(body.height, layout.height(gap), layout.height(gap) * 1.3F);
  const auto cells =
      grid(cut_top(body, height), static_cast<int>(labels.size()), layout.across, gap);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (choice(painter, cells[i], labels[i], view.reason == kReasons.at(i), ChoiceKind::one)) {
      screen.act(action::ChooseSetAsideReason{kReasons.at(i)});
    }
  }
}

}  // namespace

Frame frame_of(const Screen& screen, const DayItemView& view) {
  const Painter& painter = screen.painter;
  Frame frame{.title = view.choosing ? painter.t("另行处理") : painter.t("办件"),
              .back = painter.t("返回"),
              .waits = view.working};
  if (view.choosing) {
    frame.navigation.push_back({{.label = painter.t("确定，不再发送"),
                                 .icon = Icon::done,
                                 .kind = ButtonKind::primary,
                                 .enabled = view.reason.has_value()},
                                action::ConfirmSetAside{}});
    return frame;
  }
  if (view.needs_person && view.supervisor) {
    frame.navigation.push_back(
        {{.label = painter.t("另行处理"), .icon = Icon::edit, .kind = ButtonKind::plain},
         action::BeginSetAside{}});
  }
  if (view.may_give_notice) {
    frame.navigation.push_back(
        {{.label = painter.t("补正告知"), .icon = Icon::receipt, .kind = ButtonKind::primary},
         action::OpenNotice{}});
  } else if (view.may_ask) {
    frame.navigation.push_back({{.label = painter.t("问中心"),
                                 .icon = Icon::info,
                                 .kind = ButtonKind::plain,
                                 .enabled = !view.asking},
                                action::AskCentre{}});
  }
  if (view.may_try_again) {
    frame.navigation.push_back(
        {{.label = painter.t("再试一次"), .icon = Icon::again, .kind = ButtonKind::primary},
         action::TryItemAgain{}});
  }
  return frame;
}

void draw_body(Screen& screen, const DayItemView& view, Rect body) {
  Painter& painter = screen.painter;
  if (view.choosing) return draw_reasons(screen, view, body);
  auto all = messages_of(painter, view);
  const float gap = painter.metrics().gap();
  if (painter.landscape() && !painter.large()) {
    Rect left = cut_left(body, body.width * 0.42F, painter.px(32));
    fact_card(painter, left, facts_of(screen, view.row), left.height);
  } else {
    float room = body.height;
    for (const auto& one : all) room -= message_height(painter, one, body.width) + gap;
    fact_card(painter, body, facts_of(screen, view.row), room);
  }
  for (auto& one : all) {
    shorten(painter, one, body.width, body.height);
    message(painter, body, one, Role::alert, gap);
  }
}

}  // namespace linli::ui
