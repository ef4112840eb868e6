#include <algorithm>
#include <array>

#include "ui/screens/day_parts.h"
#include "ui/screens/formats.h"
#include "ui/screens/staff_words.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

namespace action = flow::action;
using flow::DayRow;

struct Cells {
  std::string service;
  std::string time;
  std::string size;
  ItemLook state;
};

Cells cells_of(const Screen& screen, const DayRow& row) {
  const Painter& painter = screen.painter;
  const auto& item = row.item;
  const auto date = base::hall_time(item.stored_at).date;
  const bool today = date == base::hall_time(screen.view.header.now).date;
  return {service_name(painter, item.service, row.service),
          today ? format_time(item.stored_at)
                : fmt::format("{:02}-{:02}", static_cast<unsigned>(date.month()),
                              static_cast<unsigned>(date.day())),
          format_bytes(item.bytes), look_of(painter, item)};
}

constexpr std::array kColumns{text_id("回执编号"), text_id("事项"), text_id("时间"),
                              text_id("大小"), text_id("状态")};
constexpr std::array kShares{0.31F, 0.19F, 0.13F, 0.13F, 0.24F};  // of the width

std::array<Rect, 5> columns_of(const Painter& painter, Rect row) {
  std::array<Rect, 5> cells{};
  const float width = row.width;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells.at(i) = cut_left(row, width * kShares.at(i) - painter.px(12), painter.px(12));
  }
  return cells;
}

void draw_column_names(Painter& painter, Rect row) {
  const auto cells = columns_of(painter, row);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    painter.draw_words(cells.at(i), painter.t(kColumns.at(i)),
                       {Style::caption, Colour::ink_soft, Align::left});
  }
}

void draw_in_columns(Painter& painter, const DayRow& row, const Cells& cells, Rect rect) {
  const auto places = columns_of(painter, rect);
  const Look look{Style::caption, Colour::ink, Align::left};
  painter.draw_words(places[0], row.item.receipt_number, look);
  painter.draw_words(places[1], cells.service, look);
  painter.draw_words(places[2], cells.time, look);
  painter.draw_words(places[3], cells.size, look);
  state_chip(painter, places[4], cells.state, Align::left);
}

void draw_in_lines(Painter& painter, const DayRow& row, const Cells& cells, Rect rect) {
  Rect upper = cut_top(rect, rect.height / 2);
  const float state = chip_width(painter, Icon::none, cells.state.words, Style::caption_bold);
  state_chip(painter, cut_right(upper, state, painter.px(12)), cells.state, Align::right);
  painter.draw_words(upper, row.item.receipt_number, {Style::body_bold, Colour::ink, Align::left});
  painter.draw_words(rect, cells.service + " · " + cells.time + " · " + cells.size,
                     {Style::caption, Colour::ink_soft, Align::left});
}

void draw_row(Screen& screen, const DayRow& row, bool enabled, Rect rect) {
  Painter& painter = screen.painter;
  const Cells cells = cells_of(screen, row);
  const std::string& label = row.item.receipt_number;
  const Touch touch = painter.target(rect, label, enabled);
  painter.box(rect, Colour::surface, Colour::edge, painter.metrics().border(),
              painter.metrics().small_radius());
  const Rect inner = inset(rect, row_padding(painter), painter.px(8));
  if (painter.large()) {
    draw_in_lines(painter, row, cells, inner);
  } else {
    draw_in_columns(painter, row, cells, inner);
  }
  if (touch.held) painter.shade(rect, painter.metrics().small_radius());
  if (!painter.inert()) {
    const std::string rest =
        cells.state.words + " · " + cells.service + " · " + cells.time + " · " + cells.size;
    painter.add({Role::button, label, rest, enabled, false, rect, inner});
  }
  if (touch.pressed) screen.act(action::OpenDayItem{row.item.id});
}

}  // namespace

void draw_day_table(Screen& screen, const flow::EndOfDayView& view, Rect rect) {
  Painter& painter = screen.painter;
  const auto count = static_cast<float>(view.rows.size());
  const float gap = painter.px(painter.large() ? 24 : 16);
  const float least = painter.metrics().target();
  const float names = painter.metrics().text(Style::caption) * 1.4F;
  if (view.rows.empty()) {
    return painter.text(rect, painter.t("还没有办件"),
                        {Style::body, Colour::ink_soft, Align::left});
  }
  if (!painter.large() && rect.height >= names + count * (least + gap) - gap) {
    draw_column_names(painter, inset(cut_top(rect, names), row_padding(painter), 0));
  }
  const float most = painter.px(painter.large() ? 190 : 152);
  const float height = std::clamp((rect.height + gap) / count - gap, least, most);
  const bool enabled = view.closing != flow::EndOfDayView::Closing::running;
  for (const DayRow& row : view.rows) draw_row(screen, row, enabled, cut_top(rect, height, gap));
}

}  // namespace linli::ui
