#include <algorithm>

#include "ui/screens/hotlines.h"
#include "ui/screens/screen.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

/// Whether they know, where the terminal can tell them.
const char* comfort_of(const flow::HelpView& help) {
  using State = flow::StaffCallState;
  if (!help.call) return text_id("请在这里等一等，工作人员看到就会过来");
  switch (*help.call) {
    case State::calling:
      return text_id("正在通知工作人员…");
    case State::called:
      return text_id("已经通知工作人员，请在这里等");
    case State::failed:
      return text_id("没有通知到，请到窗口或大声叫一声");
  }
  return "";
}

/// Read from across the hall.
void draw_sign(Painter& painter, const flow::HelpView& help, Rect rect) {
  painter.fill(rect, Colour::red, painter.metrics().card_radius());
  Rect inner = inset(rect, painter.px(40));
  const std::string words = painter.t("请工作人员过来");
  const std::string comfort = painter.t(comfort_of(help));
  const float comfort_height = painter.height_of(comfort, Style::heading, inner.width);
  const float side = std::min(painter.px(220), inner.height * 0.28F);
  const TextBlock sign = painter.fit(words, Style::sign, inner.width,
                                     inner.height - side - comfort_height - painter.px(36));
  Rect all = centred(inner, inner.width, side + sign.height() + comfort_height + painter.px(36));
  painter.picture(Icon::staff, cut_top(all, side, painter.px(12)), Colour::surface, side);
  const Rect place = cut_top(all, sign.height(), painter.px(24));
  const Rect drawn =
      painter.draw_words(place, words, {Style::sign, Colour::surface, Align::centre});
  if (!painter.inert()) painter.add({Role::alert, words, {}, true, false, place, drawn});
  painter.text(all, comfort, {Style::heading, Colour::surface, Align::centre});
}

}  // namespace

float hotlines_height(const Painter& painter, const catalogue::Region& region, float width) {
  if (region.hotlines.empty()) return 0;
  const float number = painter.metrics().text(Style::display) * 1.3F;
  float height = painter.height_of(painter.t("也可以打电话问"), Style::heading, width) +
                 painter.px(16) + 2 * card_padding(painter) - painter.px(12);
  for (std::size_t i = 0; i < region.hotlines.size(); ++i) height += number + painter.px(12);
  return height;
}

void draw_hotlines(Painter& painter, const catalogue::Region& region, Rect rect) {
  if (region.hotlines.empty()) return;
  Rect inner = card(painter, rect);
  painter.heading(inner, painter.t("也可以打电话问"), {Style::heading}, painter.px(16));
  float widest = 0;
  for (const auto& hotline : region.hotlines) {
    widest = std::max(widest, painter.width_of(hotline.number, Style::display));
  }
  const auto count = static_cast<float>(region.hotlines.size());
  const float most = count * painter.metrics().text(Style::display) * 1.8F;
  const auto cells = rows(cut_top(inner, std::min(inner.height, most)),
                          static_cast<int>(region.hotlines.size()), painter.px(12));
  for (std::size_t i = 0; i < region.hotlines.size(); ++i) {
    Rect row = cells[i];
    const Rect both = row;
    const Rect number = cut_left(row, std::min(widest, row.width * 0.6F), painter.px(36));
    const Rect digits = painter.draw_words(number, region.hotlines[i].number,
                                           {Style::display, Colour::violet, Align::left});
    const std::string& label = painter.in_language(region.hotlines[i].label);
    const Rect words = painter.draw_words(row, label, {});
    if (painter.inert()) continue;
    painter.add({Role::text,
                 label,
                 region.hotlines[i].number,
                 true,
                 false,
                 both,
                 {digits.x, std::min(digits.y, words.y), right(words) - digits.x,
                  std::max(digits.height, words.height)}});
  }
}

Frame frame_of(const Screen& screen, const flow::HelpView& help) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("帮助"), .back = painter.t("返回"), .help = false};
  if (help.call == flow::StaffCallState::failed) {
    frame.navigation.push_back(
        {{.label = painter.t("再叫一次"), .icon = Icon::staff, .kind = ButtonKind::primary},
         flow::action::CallHelp{}});
  }
  return frame;
}

void draw_body(Screen& screen, const flow::HelpView& help, Rect body) {
  Painter& painter = screen.painter;
  const auto* region = help.region;
  if (region == nullptr || region->hotlines.empty()) return draw_sign(painter, help, body);
  if (painter.landscape()) {
    draw_sign(painter, help, cut_left(body, body.width * 0.52F, painter.px(32)));
    draw_hotlines(painter, *region, body);
    return;
  }
  const float numbers =
      std::min(hotlines_height(painter, *region, body.width - 2 * card_padding(painter)),
               body.height * 0.6F);
  const Rect list = cut_bottom(body, numbers, painter.px(28));
  draw_sign(painter, help, body);
  draw_hotlines(painter, *region, list);
}

}  // namespace linli::ui
