#include <algorithm>

#include "ui/screens/formats.h"
#include "ui/screens/printing.h"
#include "ui/screens/rating.h"
#include "ui/screens/screen.h"
#include "ui/screens/tile_looks.h"
#include "ui/screens/words.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

namespace action = flow::action;

struct Fact {
  std::string label;
  std::string value;
  Look look;
};

std::string time_limit(const Painter& painter, const catalogue::Promise& promise) {
  using Unit = catalogue::Deadline::Unit;
  std::string limit;
  switch (promise.unit) {
    case Unit::working_days:
      limit = painter.t_count("{n} 个工作日内", promise.count);
      break;
    case Unit::days:
      limit = painter.t_count("{n} 天内", promise.count);
      break;
    case Unit::hours:
      limit = painter.t_count("{n} 小时内", promise.count);
      break;
  }
  if (!promise.last_day) return limit;
  return painter.t("{limit}，最晚 {day}", fmt::arg("limit", limit),
                   fmt::arg("day", format_day(painter, *promise.last_day)));
}

const char* person_label(const flow::ReceiptView& view) {
  if (!view.added) return text_id("申请人");
  return *view.added == domain::Addition::authorisation ? text_id("签字人") : text_id("提交人");
}

std::vector<Fact> facts_of(const Screen& screen, const flow::ReceiptView& view) {
  const Painter& painter = screen.painter;
  const Look bold{Style::body_bold, Colour::ink, Align::left};
  std::vector<Fact> facts{{painter.t("回执编号"), view.receipt.number, bold}};
  if (view.service != nullptr && !painter.large()) {
    facts.push_back({painter.t("事项"), painter.in_language(view.service->name), {}});
  }
  if (!painter.large()) {
    facts.push_back({painter.t(person_label(view)), view.masked_name, {}});
    facts.push_back({painter.t("提交时间"),
                     format_moment(painter, view.receipt.submitted_at, screen.view.header.now),
                     {}});
  }
  facts.push_back(view.at_centre
                      ? Fact{painter.t("状态"),
                             painter.t("中心已收到"),
                             {Style::body_bold, Colour::green, Align::left}}
                      : Fact{painter.t("状态"),
                             view.place_in_queue > 0 ? painter.t("待上传（第 {n} 位）",
                                                                 fmt::arg("n", view.place_in_queue))
                                                     : painter.t("待上传"),
                             {Style::body_bold, Colour::amber, Align::left}});
  if (view.decided_within) {
    facts.push_back({painter.t("办理时限"), time_limit(painter, *view.decided_within), {}});
  }
  return facts;
}

const char* headline_of(const flow::ReceiptView& view) {
  if (!view.added) return text_id("申请已安全保存");
  switch (*view.added) {
    case domain::Addition::supplement:
      return text_id("补交的材料已安全保存");
    case domain::Addition::authorisation:
      return text_id("签字已安全保存");
  }
  return "";
}

std::string names_in(const Painter& painter, const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : painter.t("、")) + name;
  return all;
}

/// The service's own texts, with the figures of the region; what is unknown there is not promised.
std::vector<std::string> next_lines(const Screen& screen, const flow::ReceiptView& view) {
  const Painter& painter = screen.painter;
  std::vector<std::string> lines;
  if (view.added) lines.push_back(painter.t("中心收到后接着办，不用重新申请"));
  if (!view.still_to_sign.empty()) {
    lines.push_back(
        painter.t("还要签字：{names}。带身份证来，在“办件进度”扫这个码，或先放申请人的身份证",
                  fmt::arg("names", names_in(painter, view.still_to_sign))));
  }
  if (!view.phone_tail.empty()) {
    lines.push_back(
        painter.t("工作人员会打您尾号 {tail} 的电话", fmt::arg("tail", view.phone_tail)));
  }
  if (view.service == nullptr || screen.view.region == nullptr) return lines;
  const auto day = base::hall_time(view.receipt.submitted_at).date;
  const auto& urgent = view.service->urgent_what_next;
  for (const auto& text : view.urgent && !urgent.empty() ? urgent : view.service->what_next) {
    auto line = catalogue::with_amounts(painter.in_language(text), *screen.view.region, day);
    if (line) lines.push_back(*std::move(line));
  }
  return lines;
}

bool printing_failed(const flow::ReceiptView& view) {
  return (view.printing && view.printing->state == flow::PrintingView::State::failed) ||
         (view.copy && view.copy->state == flow::CopyView::State::failed);
}

/// Smaller where a printer has something to say below; a long story takes its place.
void draw_tick(Painter& painter, const flow::ReceiptView& view, Rect& page) {
  if (printing_failed(view)) return;
  const float whole = painter.landscape() ? 96 : painter.large() ? 110 : 128;
  const float side = painter.px(has_print_news(view) ? whole - 40 : whole);
  painter.picture(Icon::done, cut_top(page, side, painter.px(12)), Colour::green, side);
}

/// What somebody in an emergency is to do now.
const char* urgent_words(const flow::ReceiptView& view) {
  using State = flow::StaffCallState;
  if (!view.call) return text_id("急难申请排在最前面。请在这里等工作人员过来");
  switch (*view.call) {
    case State::calling:
      return text_id("急难申请排在最前面。正在通知工作人员…");
    case State::called:
      return text_id("急难申请排在最前面。已经通知工作人员，请在这里等");
    case State::failed:
      return text_id("没有通知到工作人员，请到窗口或大声叫一声");
  }
  return "";
}

void draw_result(Screen& screen, const flow::ReceiptView& view, Rect& page) {
  Painter& painter = screen.painter;
  draw_tick(painter, view, page);
  painter.heading(page, painter.t(headline_of(view)), {Style::title, Colour::ink, Align::centre},
                  painter.px(4));
  const float gap = painter.px(has_print_news(view) ? 4 : 24);
  if (view.urgent) {
    painter.text(page, painter.t(urgent_words(view)),
                 {Style::body_bold, Colour::red, Align::centre}, gap);
  } else if (!painter.large() || !printing_failed(view)) {
    painter.text(page,
                 view.at_centre ? painter.t("中心已经收到，您可以放心离开")
                                : painter.t("有网后自动上传，您不用再跑一趟"),
                 {Style::body, Colour::ink_soft, Align::centre}, gap);
  }
  draw_print_news(painter, view, page);
}

void draw_receipt_code(Painter& painter, const flow::ReceiptView& view, Rect rect) {
  draw_code(painter, rect, view.receipt.code, painter.t("回执二维码"));
}

/// The facts as a table of a width: labels, and values beside them.
struct Table {
  std::vector<Fact> facts;
  float label = 0;  // width
  float height = 0;
};

Table table_of(const Screen& screen, const flow::ReceiptView& view, float width) {
  const Painter& painter = screen.painter;
  Table table{.facts = facts_of(screen, view)};
  for (const auto& fact : table.facts) {
    table.label = std::max(table.label, painter.width_of(fact.label, Style::body));
  }
  table.label += painter.px(28);
  for (auto& fact : table.facts) {
    // A number in two lines is read as two numbers.
    const bool too_long = painter.width_of(fact.value, fact.look.style) > width - table.label;
    if (fact.value == view.receipt.number && too_long) fact.look.style = Style::caption_bold;
    table.height += painter.pair_height(fact.value, fact.look, width, table.label) + painter.px(14);
  }
  return table;
}

void draw_table(Painter& painter, const Table& table, Rect page) {
  for (const auto& fact : table.facts) {
    painter.pair(page, fact.label, fact.value, fact.look, table.label, painter.px(14));
  }
}

/// Code and facts side by side.
void draw_wide_card(Screen& screen, const flow::ReceiptView& view, Rect& page) {
  Painter& painter = screen.painter;
  const float side = painter.px(370);
  const float gap = painter.px(36);
  const float padding = 2 * card_padding(painter);
  const Table table = table_of(screen, view, page.width - padding - side - gap);
  const float height = padding + std::max(side, table.height);
  Rect inner = card(painter, cut_top(page, height, painter.px(28)));
  const Rect left = cut_left(inner, side, gap);
  draw_receipt_code(painter, view, {left.x, left.y, side, side});
  draw_table(painter, table, centred(inner, inner.width, std::min(inner.height, table.height)));
}

/// The code above the facts, or, without a side, the facts alone.
void draw_tall_card(Screen& screen, const flow::ReceiptView& view, Rect& page, float side) {
  Painter& painter = screen.painter;
  const float padding = 2 * card_padding(painter);
  const float gap = side > 0 ? painter.px(24) : 0;
  const Table table = table_of(screen, view, page.width - padding);
  Rect inner = card(painter, cut_top(page, padding + side + gap + table.height, painter.px(28)));
  if (side > 0) draw_receipt_code(painter, view, centred(cut_top(inner, side, gap), side, side));
  draw_table(painter, table, inner);
}

float rating_height(const Painter& painter) {
  return 2 * card_padding(painter) + painter.metrics().text(Style::heading) * 1.3F +
         painter.px(12 + 136);
}

void draw_next(Screen& screen, const flow::ReceiptView& view, Rect& page) {
  Painter& painter = screen.painter;
  const auto lines = next_lines(screen, view);
  if (lines.empty()) return;
  const float width = page.width - 2 * card_padding(painter);
  const float around = painter.height_of(painter.t("接下来"), Style::heading, width) +
                       painter.px(16) + 2 * card_padding(painter);
  const float room =
      page.height - around - (view.asks_rating ? painter.px(28) + rating_height(painter) : 0);
  const bool roomy = numbered_lines_height(painter, lines, width, Style::body) <= room + 1;
  const Style style = roomy ? Style::body : Style::caption;
  const float height = around + numbered_lines_height(painter, lines, width, style);
  Rect inner = card(painter, cut_top(page, height, painter.px(28)));
  painter.heading(inner, painter.t("接下来"), {Style::heading}, painter.px(16));
  numbered_lines(painter, inner, lines, style);
}

void draw_rating(Screen& screen, const flow::ReceiptView& view, Rect page) {
  Painter& painter = screen.painter;
  const float height = std::min(page.height, rating_height(painter) + painter.px(30));
  Rect inner = card(painter, cut_top(page, height));
  painter.heading(inner, view.grade ? painter.t("谢谢您的评价") : painter.t("这次办事您满意吗？"),
                  {Style::heading, Colour::ink, Align::centre}, painter.px(12));
  if (const auto grade = grade_row(painter, inner, view.grade)) screen.act(action::Rate{*grade});
}

/// With the number beneath, for those who note it down.
void draw_numbered_code(Painter& painter, const flow::ReceiptView& view, Rect rect) {
  const float line = painter.metrics().text(Style::body_bold) * 1.4F;
  const Rect number = cut_bottom(rect, line, painter.px(8));
  const float side = std::min(rect.width, rect.height);
  draw_receipt_code(painter, view, centred(rect, side, side));
  const Quietly quietly(painter);
  painter.text_in(number, view.receipt.number, {Style::body_bold, Colour::ink, Align::centre});
}

/// Large mode: the receipt on the first page, what happens next on the second,
/// with the code on both, because one of the steps is to photograph it.
void draw_page(Screen& screen, const flow::ReceiptView& receipt, Rect body) {
  Painter& painter = screen.painter;
  const bool first = receipt.page == 0;
  const float side = painter.px(600);
  Rect code{};
  if (painter.landscape()) code = cut_right(body, body.height, painter.px(32));
  if (first) {
    draw_result(screen, receipt, body);
    if (painter.landscape()) draw_receipt_code(painter, receipt, code);
    return draw_tall_card(screen, receipt, body, painter.landscape() ? 0 : side);
  }
  draw_next(screen, receipt, body);
  if (!painter.landscape()) code = cut_top(body, std::min(side * 1.15F, body.height));
  draw_numbered_code(painter, receipt, code);
}

/// What goes with the matter, to begin at once; what is known is filled in there.
void draw_follow_ups(Screen& screen, const flow::ReceiptView& receipt, Rect body) {
  Painter& painter = screen.painter;
  painter.heading(body, painter.t("这些事也可以现在一起办"), {Style::title}, painter.px(8));
  painter.text(body, painter.t("填过的内容不用再填。不想办，按“完成退出”。"),
               {Style::body, Colour::ink_soft, Align::left}, painter.px(28));
  for (const catalogue::Service* service : receipt.follow_ups) {
    const TileLook look =
        look_of(painter, flow::Tile{.kind = flow::TileKind::service, .service = service});
    const Rect place =
        cut_top(body, link_card_height(painter, look, body.width), painter.metrics().gap());
    if (link_card(painter, place, look)) screen.act(action::ApplyFor{service});
  }
}

/// On from here, or out.
Frame ways_on(const Screen& screen, const flow::ReceiptView& receipt) {
  const Painter& painter = screen.painter;
  Frame frame{.title = service_title(painter, receipt.service), .leave = false};
  const bool last = receipt.page + 1 >= receipt.pages;
  if (!last) {  // finishing stays possible, but the way on comes first
    frame.navigation.push_back(
        {{.label = painter.t("完成退出"), .icon = Icon::leave, .kind = ButtonKind::plain},
         action::Leave{}});
  }
  add_page_buttons(painter, frame.navigation, receipt.page, receipt.pages);
  if (!last) {
    if (receipt.page == 0) frame.navigation.erase(frame.navigation.end() - 2);  // none before it
    frame.navigation.back().look.kind = ButtonKind::primary;
    const bool follow_ups = !receipt.follow_ups.empty() && receipt.page + 2 == receipt.pages;
    if (follow_ups) frame.navigation.back().look.label = painter.t("还能一起办的事");
    return frame;
  }
  if (receipt.pages > 1) frame.navigation.pop_back();  // none behind the last
  frame.navigation.push_back(
      {{.label = painter.t("继续办事"), .icon = Icon::add, .kind = ButtonKind::plain},
       action::ContinueServices{}});
  frame.navigation.push_back(
      {{.label = painter.t("完成退出"), .icon = Icon::leave, .kind = ButtonKind::primary},
       action::Leave{}});
  return frame;
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::ReceiptView& receipt) {
  Frame frame = ways_on(screen, receipt);
  if (receipt.page > 0) return frame;
  const auto add = [&](const std::optional<NavigationButton>& button) {
    if (button) frame.navigation.insert(frame.navigation.end() - 1, *button);
  };
  const auto print = print_button(screen.painter, receipt);
  add(print);
  if (!print || !screen.painter.large()) {  // where there is room for one only
    add(copy_button(screen.painter, receipt));
  }
  return frame;
}

void draw_body(Screen& screen, const flow::ReceiptView& receipt, Rect body) {
  Painter& painter = screen.painter;
  if (receipt.shows_follow_ups) return draw_follow_ups(screen, receipt, body);
  if (painter.large()) return draw_page(screen, receipt, body);
  Rect page = body;
  if (painter.landscape()) page = cut_left(body, body.width * 0.56F, painter.px(32));
  draw_result(screen, receipt, page);
  draw_wide_card(screen, receipt, page);
  Rect& rest = painter.landscape() ? body : page;
  draw_next(screen, receipt, rest);
  draw_rating(screen, receipt, rest);
}

}  // namespace linli::ui
