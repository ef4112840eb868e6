#include <algorithm>

#include "ui/screens/formats.h"
#include "ui/screens/screen.h"
#include "ui/screens/staff_words.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

std::string staff_line(const Painter& painter, const flow::HeaderView& header) {
  const std::string who =
      painter.t("{role} {name}", fmt::arg("role", painter.t(name_of(header.staff->role))),
                fmt::arg("name", header.staff->name));
  if (header.terminal.empty()) return who;
  return who + " · " + painter.t("终端 {number}", fmt::arg("number", header.terminal));
}

/// Whose session it is; while it is nobody's, where the terminal stands.
std::string second_line(const Screen& screen) {
  const flow::View& view = screen.view;
  if (!view.header.masked_person.empty()) return view.header.masked_person;
  if (view.header.staff) return staff_line(screen.painter, view.header);
  if (view.region == nullptr) return {};
  const Painter& painter = screen.painter;
  const std::string& place = painter.in_language(view.region->place());
  if (painter.large() || view.region->street.zh.empty()) return place;
  return painter.in_language(view.region->street) + " · " + place;
}

std::string link_words(const Screen& screen) {
  const auto& link = screen.view.header.link;
  const Painter& painter = screen.painter;
  if (const int matters = link.matters(); matters > 0) {
    if (link.online && link.sending) return painter.t_count("上传中 {n} 件", matters);
    if (link.online) return painter.t_count("待上传 {n} 件", matters);
    return painter.large() ? painter.t_count("离线 · {n} 件", matters)
                           : painter.t_count("离线 · 待上传 {n} 件", matters);
  }
  return link.online ? painter.t("已联网") : painter.t("离线");
}

/// Chips from the right; answers the room that is left.
Rect draw_chips(Screen& screen, Rect row) {
  Painter& painter = screen.painter;
  const bool online = screen.view.header.link.online;
  const Rect link = chip(painter, row,
                         {online ? Icon::online : Icon::offline, link_words(screen),
                          online ? Colour::green : Colour::amber,
                          online ? Colour::green_tint : Colour::amber_tint, Style::header},
                         Align::right, Role::status);
  row.width = link.x - row.x - painter.px(16);
  if (screen.view.header.simulated) {
    const Rect demo =
        chip(painter, row,
             {Icon::none, painter.t("演示"), Colour::violet, Colour::violet_tint, Style::header},
             Align::right, Role::status);
    row.width = demo.x - row.x - painter.px(16);
  }
  return row;
}

/// As much of a masked person as there is room for: name and number, else the name, else a long
/// name by its ends.
std::string fitting_person(const Painter& painter, std::string words, float room) {
  const auto fits = [&] { return painter.width_of(words, Style::header) <= room; };
  if (!fits()) words.resize(std::min(words.find(' '), words.size()));
  while (!fits() && words.find("**") != words.npos) words.erase(words.find("**"), 1);
  return words;
}

/// The hall's name; where nobody is served, staff come in by holding it or the
/// title above it.
void draw_hall(Screen& screen, Rect rect, Rect title) {
  Painter& painter = screen.painter;
  std::string name = second_line(screen);
  if (!screen.view.header.masked_person.empty()) name = fitting_person(painter, name, rect.width);
  const Look look{Style::header, Colour::ink_soft, Align::left};
  if (!screen.view.header.staff_door || name.empty()) {
    return painter.text_in(rect, name, look, Role::status);
  }
  const float width = std::min(title.width, rect.width);
  const Touch touch =
      painter.target({rect.x, title.y, width, bottom(rect) - title.y}, "staff door", true);
  const Rect words = painter.draw_words(rect, name, look);
  if (!painter.inert()) {
    painter.add({Role::hold, name, painter.t("工作人员：按住 3 秒"), true, false, rect, words});
  }
  if (touch.began) screen.act(flow::action::HoldHallName{});
  if (touch.ended) screen.act(flow::action::LetGoHallName{});
}

}  // namespace

void draw_header(Screen& screen, const Frame& frame, Rect rect) {
  Painter& painter = screen.painter;
  painter.fill(rect, Colour::surface);
  painter.fill({rect.x, bottom(rect) - painter.px(2), rect.width, painter.px(2)}, Colour::line);
  Rect inner = inset(rect, painter.metrics().margin(), painter.px(16));
  const float side = painter.px(76);
  const Rect logo = centred(cut_left(inner, side, painter.px(24)), side, side);
  painter.fill(logo, Colour::brand, painter.metrics().small_radius());
  painter.picture(Icon::people, logo, Colour::surface, painter.px(50));

  Rect top = cut_top(inner, inner.height * 0.58F);
  const std::string clock = format_time(screen.view.header.now);
  const Rect clock_area = cut_right(top, painter.width_of(clock, Style::clock), painter.px(28));
  painter.text_in(clock_area, clock, {Style::clock, Colour::ink, Align::right}, Role::status);
  const Rect title = draw_chips(screen, top);
  // The screen's own node, the root, carries the title.
  painter.draw_words(title, frame.title, {Style::header_title});

  const std::string date = format_header_date(painter, screen.view.header.now);
  const Rect date_area = cut_right(inner, painter.width_of(date, Style::header), painter.px(24));
  painter.text_in(date_area, date, {Style::header, Colour::ink_soft, Align::right}, Role::status);
  draw_hall(screen, inner, title);
}

}  // namespace linli::ui
