#include <algorithm>

#include "ui/screens/screen.h"
#include "ui/screens/staff_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/keypad.h"

namespace linli::ui {
namespace {

namespace action = flow::action;
using flow::SignInField;

std::string dots(std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += "●";
  return all;
}

/// Two fields, side by side.
void draw_fields(Screen& screen, const flow::StaffSignInView& view, Rect& page) {
  Painter& painter = screen.painter;
  const float gap = painter.px(24);
  const float label = painter.metrics().text(Style::body) * 1.4F + painter.px(8);
  const auto cells = columns(cut_top(page, label + field_height(painter), gap), 2, gap);
  const auto draw = [&](Rect cell, const std::string& name, const std::string& words,
                        SignInField field, const char* id) {
    painter.draw_words(cut_top(cell, label), name, {Style::body, Colour::ink_soft, Align::left});
    const bool active = view.active == field && !view.checking;
    if (field_box(painter, cell,
                  {.label = name,
                   .words = words,
                   .placeholder = {},
                   .active = active,
                   .wrong = view.refusal.has_value() &&
                            view.refusal->why == offline_cache::SignInRefusal::Why::wrong})) {
      screen.act(action::ActivateField{id});
    }
  };
  draw(cells[0], painter.t("工号"), view.number, SignInField::number, "number");
  draw(cells[1], painter.t("密码"), dots(view.pin_digits), SignInField::pin, "pin");
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::StaffSignInView& view) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("工作人员登录"), .back = painter.t("返回")};
  frame.waits = view.checking;
  frame.navigation.push_back({{.label = view.complete ? painter.t("登录") : painter.t("下一步"),
                               .icon_behind = Icon::forward,
                               .kind = ButtonKind::primary},
                              action::Next{}});
  return frame;
}

void draw_body(Screen& screen, const flow::StaffSignInView& view, Rect body) {
  Painter& painter = screen.painter;
  const float gap = painter.px(28);
  const Rect keys =
      painter.landscape()
          ? cut_right(body, body.width * 0.42F, painter.px(40))
          : cut_bottom(body, keypad_height(painter) * (painter.large() ? 1.0F : 1.25F), gap);
  if (!painter.large()) {
    painter.heading(body, painter.t("请刷身份证或输入工号，再输入密码"), {Style::title},
                    painter.px(20));
  }
  draw_fields(screen, view, body);
  if (view.refusal) {
    message(painter, body, message_of(painter, *view.refusal), Role::alert, 0);
  } else if (view.card == flow::SignInCard::reading) {
    message(painter, body,
            {Icon::wait, Colour::brand, Colour::surface, {}, {painter.t("正在读卡，请不要拿开…")}},
            Role::status, 0);
  } else if (view.card == flow::SignInCard::not_read) {
    message(painter, body,
            {Icon::error,
             Colour::red,
             Colour::red_tint,
             painter.t("没有读到卡。"),
             {painter.t("请把身份证再放一次，或输入工号。")}},
            Role::alert, 0);
  } else if (view.checking) {
    message(painter, body,
            {Icon::wait, Colour::brand, Colour::surface, {}, {painter.t("正在核对…")}},
            Role::status, 0);
  } else if (painter.large() && view.number.empty()) {
    message(
        painter, body,
        {Icon::id_card, Colour::brand, Colour::surface, {}, {painter.t("请刷身份证或输入工号")}},
        Role::status, 0);
  }
  if (const auto key = keypad(painter, keys, KeypadKind::digits)) {
    screen.act(action::PressKey{*key});
  }
}

}  // namespace linli::ui
