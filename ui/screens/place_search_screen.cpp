
#include "ui/screens/screen.h"
#include "ui/widgets/card.h"
#include "ui/widgets/keypad.h"
#include "ui/widgets/tile.h"

namespace linli::ui {
namespace {

namespace action = flow::action;
using State = flow::PlaceSearchView::State;

std::string in_capitals(std::string typed) {
  for (char& c : typed) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return typed;
}

std::string how_many(const Painter& painter, const flow::PlaceSearchView& view) {
  switch (view.state) {
    case State::nothing_typed:
      return painter.t("按拼音或首字母，如“锦绣路”按 JXL");
    case State::looking:
    case State::found:
      if (view.total == 0 && view.state == State::found) {
        return painter.t("没有找到，请删掉几个再试");
      }
      return title_with_page(painter, painter.t_count("找到 {n} 个", static_cast<int>(view.total)),
                             view.page, view.list ? view.pages : 1);
    case State::failed:
      return painter.t("现在查不了，请问工作人员");
  }
  return {};
}

/// What was typed; no target, because the keys are always there to write it.
void draw_typed(Painter& painter, const flow::PlaceSearchView& view, Rect rect) {
  painter.box(rect, Colour::surface, Colour::brand, painter.metrics().border(),
              painter.metrics().button_radius());
  const bool empty = view.typed.empty();
  const std::string shown = empty ? painter.t("请输入拼音") : in_capitals(view.typed);
  const Rect inner = inset(rect, painter.px(32), painter.px(6));
  painter.text_in(
      inner, shown,
      {empty ? Style::body : Style::heading, empty ? Colour::ink_soft : Colour::ink, Align::left});
}

/// Where it is, or why it was found.
std::string second_line(const Painter& painter, const reference::FoundPlace& found) {
  if (found.by_former_name.empty()) return found.place.division;
  return painter.t("原名 {name}", fmt::arg("name", found.by_former_name)) + " · " +
         found.place.division;
}

void draw_places(Screen& screen, const flow::PlaceSearchView& view, Rect body) {
  Painter& painter = screen.painter;
  const int places = painter.large() ? 4 : 5;
  const int across = painter.large() && painter.landscape() ? 2 : 1;
  const auto cells = grid(body, places, across, painter.metrics().gap());
  for (std::size_t i = 0; i < view.places.size(); ++i) {
    const auto& found = view.places[i];
    const bool historic = found.place.state == reference::PlaceState::historic;
    // Names occur more than once: the number tells them apart.
    if (link_card(
            painter, cells[i],
            {historic ? Icon::time : Icon::map, historic ? Colour::amber : Colour::green,
             historic ? Colour::amber_tint : Colour::green_tint,
             fmt::format("{}. {}", view.page * places + static_cast<int>(i) + 1, found.place.name),
             second_line(painter, found)})) {
      screen.act(action::OpenPlace{static_cast<int>(i)});
    }
  }
}

void draw_keys(Screen& screen, Rect rect) {
  if (const auto key = letter_keypad(screen.painter, rect)) screen.act(action::PressKey{*key});
}

/// Above the keys or the list.
void draw_top(Painter& painter, const flow::PlaceSearchView& view, Rect& body) {
  const float field = painter.px(painter.large() ? 116 : 104);
  if (view.keys) draw_typed(painter, view, cut_top(body, field, painter.px(16)));
  const std::string line = how_many(painter, view);
  const float height = painter.height_of(line, Style::body, body.width);
  painter.text_in(cut_top(body, height, painter.px(16)), line,
                  {Style::body, Colour::ink, Align::left});
}

/// The large mode in landscape has no room for two lines above the keys.
void draw_low_top(Painter& painter, const flow::PlaceSearchView& view, Rect rect) {
  auto halves = columns(rect, 2, painter.metrics().gap());
  draw_typed(painter, view, halves.front());
  painter.text_in(halves.back(), how_many(painter, view), {Style::body, Colour::ink, Align::left});
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::PlaceSearchView& view) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("地名查询"), .back = painter.t("返回")};
  if (view.can_write && view.keys) {
    frame.navigation.push_back(
        {{.label = painter.t("写字找"), .icon = Icon::search, .kind = ButtonKind::plain},
         action::OpenSearch{}});
  }
  if (view.list) add_page_buttons(painter, frame.navigation, view.page, view.pages);
  if (view.state == State::failed) {
    frame.navigation.push_back(
        {{.label = painter.t("再试一次"), .icon = Icon::again, .kind = ButtonKind::primary},
         action::Retry{}});
  } else if (!view.list) {
    frame.navigation.push_back({{.label = painter.t("看结果"),
                                 .icon_behind = Icon::right,
                                 .kind = ButtonKind::primary,
                                 .enabled = view.total > 0},
                                action::Next{}});
  }
  return frame;
}

void draw_body(Screen& screen, const flow::PlaceSearchView& view, Rect body) {
  Painter& painter = screen.painter;
  if (!view.list) {
    draw_keys(screen, cut_bottom(body, letter_keypad_height(painter, body.width), painter.px(16)));
    if (painter.landscape()) return draw_low_top(painter, view, body);
    return draw_top(painter, view, body);
  }
  if (view.keys && painter.landscape()) {
    const Rect keys = cut_right(body, body.width * 0.44F, painter.px(32));
    Rect place = keys;
    draw_keys(screen, cut_bottom(place, letter_keypad_height(painter, keys.width)));
  } else if (view.keys) {
    draw_keys(screen, cut_bottom(body, letter_keypad_height(painter, body.width), painter.px(28)));
  }
  draw_top(painter, view, body);
  draw_places(screen, view, body);
}

}  // namespace linli::ui
