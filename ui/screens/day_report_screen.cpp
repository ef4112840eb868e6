#include <algorithm>

#include "ui/screens/day_parts.h"
#include "ui/screens/formats.h"
#include "ui/screens/staff_words.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

namespace action = flow::action;
using flow::DayReportView;
using offline_cache::ReportItem;
using offline_cache::ServiceDay;

/// A line of the report: what it is of, and what there is to say.
struct Line {
  std::string name;
  std::string words;
  std::optional<ItemLook> state;
};

Line line_of(const Painter& painter, const ServiceDay& day, const catalogue::Service* service) {
  const int for_staff = day.returned + day.refused + day.quarantined - day.set_aside;
  std::string words =
      painter.t("办件 {stored}，已确认 {accepted}，等待 {waiting}，需处理 {staff}，已另办 {aside}",
                fmt::arg("stored", day.stored), fmt::arg("accepted", day.accepted),
                fmt::arg("waiting", day.on_the_way()), fmt::arg("staff", for_staff),
                fmt::arg("aside", day.set_aside));
  words +=
      "\n" + (day.first_receipt == day.last_receipt ? day.first_receipt
                                                    : day.first_receipt + " – " + day.last_receipt);
  return {service_name(painter, day.service, service), std::move(words), std::nullopt};
}

Line line_of(const Painter& painter, const ReportItem& item, const catalogue::Service* service) {
  offline_cache::DayItem shown;
  shown.state = item.state;
  shown.trouble = item.trouble;
  shown.set_aside = item.set_aside.has_value();
  std::string words =
      service_name(painter, item.service, service) + " · " + format_time(item.stored_at);
  words += "\n" + (item.set_aside
                       ? painter.t("{reason}；工号 {staff}",
                                   fmt::arg("reason", painter.t(name_of(item.set_aside->reason))),
                                   fmt::arg("staff", item.set_aside->staff))
                       : painter.t("还没有处理"));
  return {item.receipt_number, std::move(words), look_of(painter, shown)};
}

Line line_of(const Painter& painter, const flow::LeftOut& left, const catalogue::Service*) {
  std::string words;
  if (left.items > 0) {
    words = painter.t("需处理的还有 {n} 件，没有列在这里", fmt::arg("n", left.items));
  }
  if (left.acts > 0) {
    words += (words.empty() ? "" : "\n") +
             painter.t("操作记录还有 {n} 条，保存的日报里没有列出", fmt::arg("n", left.acts));
  }
  return {painter.t("太多了，没有全列出"), std::move(words), std::nullopt};
}

void draw_line(Painter& painter, const Line& line, Rect rect) {
  painter.box(rect, Colour::surface, Colour::edge, painter.metrics().border(),
              painter.metrics().small_radius());
  Rect inner = inset(rect, row_padding(painter), painter.px(12));
  const Rect all = inner;
  Rect name = cut_top(inner, painter.metrics().text(Style::body) * 1.4F);
  std::string label = line.name;
  if (line.state) {
    const float width = chip_width(painter, Icon::none, line.state->words, Style::caption_bold);
    state_chip(painter, cut_right(name, width, painter.px(12)), *line.state, Align::right);
    label += " " + line.state->words;
  }
  painter.draw_words(name, line.name, {Style::body_bold, Colour::ink, Align::left});
  painter.draw(painter.wrap(line.words, Style::caption, inner.width), inner,
               {Style::caption, Colour::ink_soft, Align::left});
  if (!painter.inert()) {
    std::string words = line.words;
    std::ranges::replace(words, '\n', ' ');
    painter.add({Role::status, label, words, true, false, rect, all});
  }
}

float line_height(const Painter& painter, const Line& line, float width) {
  const float inner = width - 2 * row_padding(painter);
  return painter.metrics().text(Style::body) * 1.4F +
         painter.height_of(line.words, Style::caption, inner) + 2 * painter.px(14);
}

std::vector<Line> lines_of(const Painter& painter, const DayReportView& view) {
  std::vector<Line> lines;
  for (const flow::ReportRow& row : view.rows) {
    lines.push_back(std::visit(
        [&](const auto& content) { return line_of(painter, content, row.service); }, row.content));
  }
  return lines;
}

float line_gap(const Painter& painter) { return painter.px(painter.large() ? 24 : 16); }

float lines_height(const Painter& painter, const std::vector<Line>& lines, float width) {
  float height = 0;
  for (const Line& line : lines) height += line_height(painter, line, width) + line_gap(painter);
  return height;
}

/// As many as there is room for; the flow gives no more than fit as a rule.
void draw_lines(Painter& painter, const std::vector<Line>& lines, Rect& page) {
  for (const Line& line : lines) {
    const float height = line_height(painter, line, page.width);
    if (height > page.height) return;
    draw_line(painter, line, cut_top(page, height, line_gap(painter)));
  }
}

bool is_today(const Screen& screen, const DayReportView& view) {
  return view.day == base::hall_time(screen.view.header.now).date;
}

Message books_of(const Screen& screen, const DayReportView& view) {
  const Painter& painter = screen.painter;
  if (view.last) return reconciliation_message(screen, *view.last);
  if (view.agreed) {
    return {Icon::shield,
            Colour::green,
            Colour::surface,
            painter.t("与中心对账一致"),
            {painter.t("{n} 条（含评价），校验码 {code} 相同", fmt::arg("n", view.agreed->items),
                       fmt::arg("code", view.agreed->check_code))}};
  }
  Message none{Icon::info, Colour::amber, Colour::amber_tint, {}, {}};
  if (view.disputed) {
    none.headline = painter.t("这一天最后一次对账没对上");
    none.lines = {painter.t("后来对的账，记在对账那天的日报里。")};
  } else if (is_today(screen, view)) {
    none.headline = painter.t("今天还没有和中心对账");
    none.lines = {painter.t("日报可以先保存，对账以后再保存一次。")};
  } else {
    none.headline = painter.t("这一天没有和中心对账");
    none.lines = {painter.t("后来对的账，记在对账那天的日报里。")};
  }
  return none;
}

/// 前一天, which day this is, 后一天; takes it off the page.
void draw_day_choice(Screen& screen, const DayReportView& view, Rect& page) {
  Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  Rect row = cut_top(page, painter.metrics().target(), gap);
  const ButtonLook before{
      .label = painter.t("前一天"), .icon = Icon::left, .enabled = view.earlier};
  const ButtonLook after{
      .label = painter.t("后一天"), .icon_behind = Icon::right, .enabled = view.later};
  const float width = std::max(button_width(painter, before), button_width(painter, after));
  if (button(painter, cut_left(row, width, gap), before)) screen.act(action::TurnDay{-1});
  if (button(painter, cut_right(row, width, gap), after)) screen.act(action::TurnDay{1});
  painter.text_in(row, format_day(painter, view.day),
                  {Style::body_bold, Colour::ink, Align::centre}, Role::status);
}

offline_cache::DayOverview sums_of(const DayReportView& view) {
  const ServiceDay& total = view.total;
  offline_cache::DayOverview sums;
  sums.day = view.day;
  sums.stored = total.stored;
  sums.accepted = total.accepted;
  sums.on_the_way = total.on_the_way();
  sums.for_staff = total.returned + total.refused + total.quarantined - total.set_aside;
  return sums;
}

/// What became of the file and how the books stand; the sums where they leave room for what comes
/// `below`.
void draw_summary(Screen& screen, const DayReportView& view, Rect& page, float below) {
  Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  const auto said = saving_message(painter, view.saving);
  const Message books = books_of(screen, view);
  const float words = message_height(painter, books, page.width);
  // Too much to say leaves out the way to other days rather than a line of this one.
  const float file = said ? message_height(painter, *said, page.width) + gap : 0;
  const float choice = painter.metrics().target() + gap;
  if (view.shows_summary && (!said || choice + file + words + gap + below <= page.height)) {
    draw_day_choice(screen, view, page);
  }
  if (said) message(painter, page, *said, Role::alert, gap);
  if (!view.shows_summary) return;
  const int across = painter.large() && !painter.landscape() ? 2 : 4;
  const float counts = day_counts_height(painter, 4 / across);
  if (counts + gap + words + below <= page.height) {
    draw_day_counts(screen, sums_of(view), cut_top(page, counts, gap), across);
  }
  if (words <= page.height) message(painter, page, books, Role::status, gap);
}

}  // namespace

Frame frame_of(const Screen& screen, const DayReportView& view) {
  const Painter& painter = screen.painter;
  const std::string which = day_name(screen, view.day);
  Frame frame{.title = painter.t("日报 · {day}", fmt::arg("day", which)),
              .back = painter.t("返回")};
  frame.waits = view.saving.state == flow::SavingView::State::saving;
  if (view.state != DayReportView::State::shown) return frame;
  add_day_pages(painter, frame, view.page, view.pages);
  const bool between = view.page > 0 && view.page + 1 < view.pages;
  if (painter.large() && between) return frame;  // three buttons are there already
  frame.navigation.push_back(
      {{.label = painter.t("保存日报"), .icon = Icon::store, .kind = ButtonKind::primary},
       action::SaveDocument{}});
  return frame;
}

void draw_body(Screen& screen, const DayReportView& view, Rect body) {
  Painter& painter = screen.painter;
  if (view.state != DayReportView::State::shown) draw_day_choice(screen, view, body);
  if (view.state == DayReportView::State::loading) {
    return message(painter, body,
                   {Icon::wait, Colour::brand, Colour::surface, {}, {painter.t("正在读取…")}},
                   Role::status, 0);
  }
  if (view.state == DayReportView::State::unreadable) {
    return message(painter, body, message_of(painter, words_for_no_report()), Role::alert, 0);
  }
  const auto lines = lines_of(painter, view);
  if (painter.landscape() && !painter.large()) {
    Rect left = cut_left(body, body.width * 0.5F, painter.px(28));
    draw_summary(screen, view, left, 0);
  } else {
    draw_summary(screen, view, body, lines_height(painter, lines, body.width));
  }
  if (lines.empty() && view.pages == 1) {
    return painter.text(body,
                        is_today(screen, view) ? painter.t("还没有办件") : painter.t("没有办件"),
                        {Style::body, Colour::ink_soft, Align::left});
  }
  draw_lines(painter, lines, body);
}

}  // namespace linli::ui
