#include "ui/screens/formats.h"
#include "ui/screens/screen.h"
#include "ui/screens/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/tile.h"

namespace linli::ui {
namespace {

using State = flow::MattersView::State;

std::string service_name(const Painter& painter, const flow::ProgressView& matter) {
  return matter.service != nullptr ? painter.in_language(matter.service->name)
                                   : painter.t("其他事项");
}

TileLook look_of(const Screen& screen, const flow::ProgressView& matter) {
  const Painter& painter = screen.painter;
  const std::string handed_in =
      format_moment(painter, matter.report.submitted_at, screen.view.header.now);
  return {Icon::receipt, Colour::teal, Colour::teal_tint,
          service_name(painter, matter) + " " + matter.report.receipt_number,
          painter.t(name_of(matter.report.stage)) + " · " + handed_in};
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::MattersView& view) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("办件进度"), .back = painter.t("返回")};
  if (view.state == State::failed) {
    frame.navigation.push_back(
        {{.label = painter.t("再试一次"), .icon = Icon::again, .kind = ButtonKind::primary},
         flow::action::Retry{}});
  }
  add_page_buttons(painter, frame.navigation, view.page, view.pages);
  return frame;
}

void draw_body(Screen& screen, const flow::MattersView& view, Rect body) {
  Painter& painter = screen.painter;
  if (view.state == State::loading) {
    return message(
        painter, body,
        {Icon::wait, Colour::brand, Colour::surface, {}, {painter.t("正在查询，请稍等")}},
        Role::status, 0);
  }
  if (view.state == State::failed) {
    return message(
        painter, body,
        {Icon::warning,
         Colour::amber,
         Colour::amber_tint,
         painter.t("现在查不到"),
         {painter.t("您办过的事没有丢。请再试一次，或扫回执上的二维码，或问工作人员。")}},
        Role::alert, 0);
  }
  painter.heading(
      body, title_with_page(painter, painter.t("您在这台机器上办的事"), view.page, view.pages),
      {Style::title}, painter.px(24));
  if (view.rows.empty()) {
    return message(painter, body,
                   {Icon::info,
                    Colour::brand,
                    Colour::surface,
                    painter.t("没有查到"),
                    {painter.t("在别处办的，请扫回执上的二维码，或问工作人员。")}},
                   Role::text, 0);
  }
  for (std::size_t i = 0; i < view.rows.size(); ++i) {
    const TileLook look = look_of(screen, view.rows[i]);
    const Rect place =
        cut_top(body, link_card_height(painter, look, body.width), painter.metrics().gap());
    painter.say_instead(service_name(painter, view.rows[i]));
    if (link_card(painter, place, look)) {
      screen.act(flow::action::OpenMatter{static_cast<int>(i)});
    }
  }
}

}  // namespace linli::ui
