#include "ui/screens/screen.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

using reference::PlaceName;

std::string known(const Painter& painter, const std::string& text) {
  return text.empty() ? painter.t("没有记载") : text;
}

std::vector<FactRow> names_of(const Painter& painter, const PlaceName& place) {
  const bool historic = place.state == reference::PlaceState::historic;
  return {
      {painter.t("拼音"), known(painter, place.pinyin)},
      {painter.t("类别"), place.kind},
      {painter.t("所在地"), place.division},
      {painter.t("状态"), historic ? painter.t("历史地名，现在不用了") : painter.t("正在使用")}};
}

std::vector<FactRow> history_of(const Painter& painter, const PlaceName& place) {
  std::string former;
  for (const auto& one : place.former) {
    former += (former.empty() ? "" : "、") + one.name;
    if (!one.years.empty()) former += "（" + one.years + "）";
  }
  return {{painter.t("原名"), former.empty() ? painter.t("没有记载") : former},
          {painter.t("含义"), known(painter, place.meaning)},
          {painter.t("来历"), known(painter, place.origin)}};
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::PlaceView& view) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("地名查询"), .back = painter.t("返回")};
  add_page_buttons(painter, frame.navigation, view.page, view.pages);
  return frame;
}

void draw_body(Screen& screen, const flow::PlaceView& view, Rect body) {
  Painter& painter = screen.painter;
  const PlaceName& place = view.found.place;
  painter.heading(body, place.name, {Style::title}, painter.px(20));
  if (!view.found.by_former_name.empty()) {
    const std::string line =
        painter.t("您找的“{former}”现在叫“{name}”。", fmt::arg("former", view.found.by_former_name),
                  fmt::arg("name", place.name));
    message(painter, body, {Icon::info, Colour::brand, Colour::brand_tint, {}, {line}}, Role::text,
            painter.px(24));
  }
  if (painter.landscape() && view.names && view.history) {
    Rect left = cut_left(body, body.width * 0.46F, painter.px(32));
    fact_card(painter, left, names_of(painter, place), left.height);
    fact_card(painter, body, history_of(painter, place), body.height);
    return;
  }
  if (view.names) fact_card(painter, body, names_of(painter, place), body.height);
  if (view.history) fact_card(painter, body, history_of(painter, place), body.height);
}

}  // namespace linli::ui
