#include <algorithm>

#include "ui/screens/screen.h"
#include "ui/widgets/keyboard.h"
#include "ui/widgets/keypad.h"

namespace linli::ui {
namespace {

bool anything_written(const flow::TextEntryView& keyboard) {
  const auto drawn = [](const typing::Strokes& box) { return !box.empty(); };
  return !keyboard.text.empty() || !keyboard.composed.empty() ||
         std::ranges::any_of(keyboard.boxes, drawn);
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::WordSearchView& view) {
  const Painter& painter = screen.painter;
  Frame frame{.title = view.places ? painter.t("地名查询") : painter.t("政策指南"),
              .back = painter.t("返回")};
  frame.navigation.push_back({{.label = painter.t("查找"),
                               .icon = Icon::search,
                               .kind = ButtonKind::primary,
                               .enabled = anything_written(view.keyboard)},
                              flow::action::Next{}});
  return frame;
}

void draw_body(Screen& screen, const flow::WordSearchView& view, Rect body) {
  Painter& painter = screen.painter;
  if (auto key = keyboard(painter, keyboard_place(painter, body), view.keyboard)) {
    screen.act(flow::action::UseKeyboard{std::move(*key)});
  }
  painter.heading(body, view.places ? painter.t("您想找哪个地方？") : painter.t("您想找什么？"),
                  {painter.large() ? Style::heading : Style::title}, painter.px(16));
  const FieldLook look{.label = painter.t("要找的字"),
                       .words = view.keyboard.text,
                       .placeholder = painter.t("在键盘上写"),
                       .active = true};
  field_box(painter, cut_top(body, field_height(painter)), look);
}

}  // namespace linli::ui
