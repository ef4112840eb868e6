#include <algorithm>

#include "drivers/codes/qr_code.h"
#include "ui/screens/formats.h"
#include "ui/screens/rating.h"
#include "ui/screens/screen.h"
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

std::vector<Fact> facts_of(const Screen& screen, const flow::ReceiptView& view) {
  const Painter& painter = screen.painter;
  const Look bold{Style::body_bold, Colour::ink, Align::left};
  std::vector<Fact> facts{{painter.t("回执编号"), view.receipt.number, bold}};
  if (view.service != nullptr && !painter.large()) {
    facts.push_back({painter.t("事项"), painter.in_language(view.service->name), {}});
  }
  if (!painter.large()) {
    facts.push_back({painter.t("申请人"), view.masked_name, {}});
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
  if (view.decision_working_days > 0) {
    facts.push_back(
        {painter.t("办理时限"), painter.t_count("{n} 个工作日内", view.decision_working_days), {}});
  }
  return facts;
}

/// The service's own texts, with the numbers of the region.
std::vector<std::string> next_lines(const Screen& screen, const flow::ReceiptView& view) {
  const Painter& painter = screen.painter;
  std::vector<std::string> lines;
  if (!view.phone_tail.empty()) {
    lines.push_back(
        painter.t("工作人员会打您尾号 {tail} 的电话", fmt::arg("tail", view.phone_tail)));
  }
  if (view.service == nullptr || screen.view.region == nullptr) return lines;
  const auto& region = *screen.view.region;
  const std::pair<std::string_view, int> numbers[] = {
      {"{home_visit_days}", region.home_visit_days},
      {"{decision_working_days}", region.decision_working_days}};
  for (const auto& text : view.service->what_next) {
    std::string line = painter.in_language(text);
    bool known = true;
    for (const auto& [name, number] : numbers) {
      const auto at = line.find(name);
      if (at == std::string::npos) continue;
      known = known && number > 0;
      line.replace(at, name.size(), std::to_string(number));
    }
    if (known) lines.push_back(line);
  }
  return lines;
}

void draw_result(Screen& screen, const flow::ReceiptView& view, Rect& page) {
  Painter& painter = screen.painter;
  const float side = painter.px(painter.landscape() ? 96 : painter.large() ? 110 : 128);
  painter.picture(Icon::done, cut_top(page, side, painter.px(12)), Colour::green, side);
  painter.heading(page, painter.t("申请已安全保存"), {Style::title, Colour::ink, Align::centre},
                  painter.px(4));
  painter.text(page,
               view.at_centre ? painter.t("中心已经收到，您可以放心离开")
                              : painter.t("有网后自动上传，您不用再跑一趟"),
               {Style::body, Colour::ink_soft, Align::centre}, painter.px(24));
}

void draw_code(Painter& painter, const flow::ReceiptView& view, Rect rect) {
  const auto code = drivers::encode_qr(view.receipt.code, drivers::ErrorCorrection::medium);
  if (!code) return;
  painter.box(rect, Colour::surface, Colour::line, painter.px(2), painter.metrics().small_radius());
  qr_picture(
      painter, inset(rect, painter.px(2)), code->size,
      [&](int x, int y) { return code->dark(x, y); }, painter.t("回执二维码"), view.receipt.code);
}

float facts_height(const Painter& painter, const std::vector<Fact>& facts, float width,
                   float label) {
  float height = 0;
  for (const auto& fact : facts) {
    height += painter.pair_height(fact.value, fact.look, width, label) + painter.px(14);
  }
  return height;
}

void draw_facts(Painter& painter, const std::vector<Fact>& facts, Rect page, float label) {
  for (const auto& fact : facts) {
    painter.pair(page, fact.label, fact.value, fact.look, label, painter.px(14));
  }
}

float label_width(const Painter& painter, const std::vector<Fact>& facts) {
  float widest = 0;
  for (const auto& fact : facts)
    widest = std::max(widest, painter.width_of(fact.label, Style::body));
  return widest + painter.px(28);
}

/// Code and facts: side by side, or one above the other where that is too narrow.
void draw_receipt_card(Screen& screen, const flow::ReceiptView& view, Rect& page, float code_side) {
  Painter& painter = screen.painter;
  const auto facts = facts_of(screen, view);
  const float label = label_width(painter, facts);
  const float padding = 2 * card_padding(painter);
  const bool beside = !painter.large();
  const float facts_width = page.width - padding - (beside ? code_side + painter.px(36) : 0);
  const float words = facts_height(painter, facts, facts_width, label);
  const float height =
      padding + (beside ? std::max(code_side, words) : code_side + painter.px(24) + words);
  Rect inner = card(painter, cut_top(page, height, painter.px(28)));
  if (beside) {
    Rect left = cut_left(inner, code_side, painter.px(36));
    draw_code(painter, view, {left.x, left.y, code_side, code_side});
    draw_facts(painter, facts, centred(inner, inner.width, std::min(inner.height, words)), label);
    return;
  }
  draw_code(painter, view,
            centred(cut_top(inner, code_side, painter.px(24)), code_side, code_side));
  draw_facts(painter, facts, inner, label);
}

bool asks(const flow::ReceiptView& view) { return view.asks_rating || view.grade.has_value(); }

float rating_height(const Painter& painter) {
  return 2 * card_padding(painter) + painter.metrics().text(Style::heading) * 1.3F +
         painter.px(12 + 136);
}

void draw_next(Screen& screen, const flow::ReceiptView& view, Rect& page) {
  Painter& painter = screen.painter;
  const auto lines = next_lines(screen, view);
  if (lines.empty()) return;
  const float width = page.width - 2 * card_padding(painter);
  const float title =
      painter.height_of(painter.t("接下来"), Style::heading, width) + painter.px(16);
  const float below = asks(view) ? painter.px(28) + rating_height(painter) : 0;
  for (const Style style : {Style::body, Style::caption}) {
    const float height =
        title + numbered_lines_height(painter, lines, width, style) + 2 * card_padding(painter);
    if (height + below > page.height + 1) continue;
    Rect inner = card(painter, cut_top(page, height, painter.px(28)));
    painter.heading(inner, painter.t("接下来"), {Style::heading}, painter.px(16));
    return numbered_lines(painter, inner, lines, style);
  }
  // No room at all (large mode, landscape): the code and the number come first.
}

void draw_rating(Screen& screen, const flow::ReceiptView& view, Rect page) {
  Painter& painter = screen.painter;
  const float height = std::min(page.height, rating_height(painter) + painter.px(30));
  Rect inner = card(painter, cut_top(page, height));
  painter.heading(inner, view.grade ? painter.t("谢谢您的评价") : painter.t("这次办事您满意吗？"),
                  {Style::heading, Colour::ink, Align::centre}, painter.px(12));
  if (const auto grade = grade_row(painter, inner, view.grade)) screen.act(action::Rate{*grade});
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::ReceiptView& receipt) {
  const Painter& painter = screen.painter;
  Frame frame{.title = service_title(painter, receipt.service), .leave = false};
  frame.navigation.push_back(
      {{.label = painter.t("继续办事"), .icon = Icon::add, .kind = ButtonKind::plain},
       action::ContinueServices{}});
  frame.navigation.push_back(
      {{.label = painter.t("完成退出"), .icon = Icon::leave, .kind = ButtonKind::primary},
       action::Leave{}});
  return frame;
}

void draw_body(Screen& screen, const flow::ReceiptView& receipt, Rect body) {
  Painter& painter = screen.painter;
  if (painter.landscape()) {
    Rect left = cut_left(body, body.width * 0.54F, painter.px(32));
    if (painter.large()) {
      draw_result(screen, receipt, left);
      draw_next(screen, receipt, left);
      Rect inner = card(painter, body);
      const auto facts = facts_of(screen, receipt);
      const float label = label_width(painter, facts);
      const float words = facts_height(painter, facts, inner.width, label);
      draw_facts(painter, facts, cut_bottom(inner, words, painter.px(12)), label);
      const float side = std::min(inner.height, inner.width);
      draw_code(painter, receipt, centred(inner, side, side));
      return;
    }
    draw_result(screen, receipt, left);
    draw_receipt_card(screen, receipt, left, painter.px(370));
    draw_next(screen, receipt, body);
    if (asks(receipt)) draw_rating(screen, receipt, body);
    return;
  }
  draw_result(screen, receipt, body);
  draw_receipt_card(screen, receipt, body, painter.px(painter.large() ? 540 : 370));
  draw_next(screen, receipt, body);
  if (asks(receipt)) draw_rating(screen, receipt, body);
}

}  // namespace linli::ui
