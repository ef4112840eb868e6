#include <algorithm>

#include "ui/screens/screen.h"
#include "ui/screens/tile_looks.h"

/// The services of a group, or those that the home screen has no room for.
namespace linli::ui {

Frame frame_of(const Screen& screen, const flow::MenuView& menu) {
  const Painter& painter = screen.painter;
  Frame frame{.title = menu.group ? name_of(painter, *menu.group) : painter.t("其他服务"),
              .back = painter.t("返回")};
  add_page_buttons(painter, frame.navigation, menu.page, menu.pages);
  return frame;
}

void draw_body(Screen& screen, const flow::MenuView& menu, Rect body) {
  Painter& painter = screen.painter;
  painter.heading(body, painter.t("请选要办的事"), {Style::title}, painter.px(28));
  const int across = painter.large() && !painter.landscape() ? 1 : 2;
  const int count = static_cast<int>(menu.tiles.size());
  const int down = std::max(1, (count + across - 1) / across);
  const float gap = painter.metrics().gap() + painter.px(4);
  const float tallest = painter.px(painter.large() ? 320 : 300);
  const float rows = static_cast<float>(down);
  const float height = std::min(body.height, rows * (tallest + gap) - gap);
  const auto cells = grid(cut_top(body, height), count, across, gap);
  for (std::size_t i = 0; i < menu.tiles.size(); ++i) {
    if (link_card(painter, cells[i], look_of(painter, menu.tiles[i]))) {
      screen.act(flow::action::PressTile{menu.tiles[i]});
    }
  }
}

}  // namespace linli::ui
