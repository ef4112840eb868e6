#include <algorithm>

#include "ui/screens/hotlines.h"
#include "ui/screens/screen.h"
#include "ui/screens/words.h"
#include "ui/widgets/card.h"

namespace linli::ui {

Frame frame_of(const Screen& screen, const flow::OutOfServiceView&) {
  return {.title = screen.painter.t("暂停服务")};
}

void draw_body(Screen& screen, const flow::OutOfServiceView& out, Rect body) {
  Painter& painter = screen.painter;
  const auto* region = screen.view.region;
  const bool numbers = region != nullptr && !region->hotlines.empty();
  Rect words = body;
  if (numbers && painter.landscape()) {
    words = cut_left(body, body.width * 0.52F, painter.px(32));
    draw_hotlines(painter, *region, body);
  } else if (numbers) {
    const float height =
        std::min(hotlines_height(painter, *region, body.width - 2 * card_padding(painter)),
                 body.height * 0.5F);
    const Rect list = cut_bottom(body, height, painter.px(28));
    words = body;
    draw_hotlines(painter, *region, list);
  }
  const Message said = message_of(painter, words_of(out.reason));
  const std::string title = painter.t("本机暂停服务");
  const float text = painter.height_of(title, Style::title, words.width) + painter.px(32) +
                     message_height(painter, said, words.width);
  const float side = std::min(painter.px(240), words.height - text - painter.px(32));
  const bool picture = side > painter.px(80);  // the words come first
  Rect all = centred(words, words.width, text + (picture ? side + painter.px(32) : 0));
  if (picture) {
    const Rect circle = centred(cut_top(all, side, painter.px(32)), side, side);
    painter.fill(circle, said.tint, side / 2);
    painter.picture(Icon::repair, circle, said.colour, side * 0.5F);
  }
  painter.heading(all, title, {Style::title, Colour::ink, Align::centre}, painter.px(32));
  message(painter, all, said, Role::alert, 0);
}

}  // namespace linli::ui
