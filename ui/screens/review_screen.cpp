#include <algorithm>

#include "ui/screens/form_field.h"
#include "ui/screens/screen.h"
#include "ui/screens/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/signing_canvas.h"

namespace linli::ui {
namespace {

using State = flow::ReviewView::State;
namespace action = flow::action;

std::string answer_words(const Painter& painter, const flow::ReviewRow& row) {
  return row.answer ? answer_words(painter, *row.field, *row.answer) : painter.t("没有填");
}

std::string label_of(const Painter& painter, const flow::ReviewRow& row) {
  switch (row.field->kind) {
    case catalogue::FieldKind::consent:
      return painter.t("授权书");
    case catalogue::FieldKind::signature:
      return painter.t("本人签名");
    case catalogue::FieldKind::authorisations:
      return painter.t("本人和家人签名");
    default:
      return painter.in_language(row.field->label);
  }
}

void draw_row(Screen& screen, const flow::ReviewRow& row, Rect rect) {
  Painter& painter = screen.painter;
  card(painter, rect);
  Rect inner = inset(rect, painter.px(32), painter.px(16));
  const std::string label = label_of(painter, row);
  const ButtonLook edit{.label = painter.t("修改：{what}", fmt::arg("what", label)),
                        .words = painter.t("修改"),
                        .icon = Icon::edit,
                        .kind = ButtonKind::plain};
  if (catalogue::is_answered(*row.field)) {
    const Rect place = cut_right(inner, button_width(painter, edit), painter.px(20));
    const float side = std::min(place.height, painter.metrics().target() + painter.px(8));
    const Quietly quietly(painter);
    if (button(painter, centred(place, place.width, side), edit))
      screen.act(action::GoToStep{row.step->id});
  }

  const std::string words = answer_words(painter, row);
  const TextBlock label_block =
      painter.fit(label, Style::caption, inner.width, inner.height * 0.5F);
  const Look value{Style::body_bold, row.answer ? Colour::ink : Colour::ink_soft, Align::left};
  const TextBlock value_block =
      painter.fit(words, value.style, inner.width, inner.height - label_block.height());
  Rect both = centred(inner, inner.width, label_block.height() + value_block.height());
  const Rect all = both;
  painter.draw(label_block, cut_top(both, label_block.height()),
               {Style::caption, Colour::ink_soft, Align::left});
  painter.draw(value_block, both, value);
  const auto* signature = row.answer ? std::get_if<domain::Signature>(&*row.answer) : nullptr;
  if (signature != nullptr && !signature->empty()) {
    const float height = inner.height;
    draw_signature(painter, {right(inner) - 2 * height, inner.y, 2 * height, height}, *signature,
                   painter.px(4));
  }
  if (painter.inert()) return;
  painter.add({.role = Role::text,
               .label = label,
               .value = words,
               .rect = inner,
               .words = all,
               .own = row.answer.has_value()});
}

void draw_submitting(Screen& screen, Rect body) {
  Painter& painter = screen.painter;
  Rect middle = centred(body, body.width, painter.px(460));
  const float side = painter.px(200);
  const Rect circle = centred(cut_top(middle, side, painter.px(36)), side, side);
  painter.fill(circle, Colour::brand_tint, side / 2);
  painter.picture(Icon::wait, circle, Colour::brand, side * 0.5F);
  painter.heading(middle, painter.t("正在安全保存，请稍等"),
                  {Style::title, Colour::ink, Align::centre}, painter.px(12));
  painter.text(middle, painter.t("请先不要离开"), {Style::body, Colour::ink_soft, Align::centre});
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::ReviewView& review) {
  const Painter& painter = screen.painter;
  Frame frame{.title = service_title(painter, review.service), .back = painter.t("上一步")};
  if (review.state == State::submitting) {
    frame.back.clear();
    return frame;
  }
  if (review.state == State::failed) {
    frame.navigation.push_back(
        {{.label = painter.t("再提交一次"), .icon = Icon::again, .kind = ButtonKind::primary},
         action::Submit{}});
    return frame;
  }
  const bool last = review.page + 1 >= review.pages;
  add_page_buttons(painter, frame.navigation, review.page, review.pages);
  if (last) {
    if (review.pages > 1) frame.navigation.pop_back();  // nothing follows but submitting
    frame.navigation.push_back(
        {{.label = painter.t("确认提交"), .icon = Icon::tick, .kind = ButtonKind::primary},
         action::Submit{}});
  } else {
    frame.navigation.back().look.kind = ButtonKind::primary;
  }
  if (review.page == 0 && review.pages > 1) frame.navigation.erase(frame.navigation.begin());
  return frame;
}

void draw_body(Screen& screen, const flow::ReviewView& review, Rect body) {
  Painter& painter = screen.painter;
  if (review.state == State::submitting) return draw_submitting(screen, body);
  if (review.state == State::failed && review.error) {
    painter.heading(body, painter.t("申请没有交上"), {Style::title}, painter.px(28));
    message(painter, body, message_of(painter, words_of(*review.error)), Role::alert, 0);
    return;
  }
  painter.heading(body, painter.t("请核对一遍，没错再提交"), {Style::title}, painter.px(4));
  std::string who = review.masked_name + "  " + review.masked_number;
  if (review.pages > 1) {
    who += " · " + painter.t("第 {page} 页，共 {pages} 页", fmt::arg("page", review.page + 1),
                             fmt::arg("pages", review.pages));
  }
  painter.text(body, who, {Style::body, Colour::ink_soft, Align::left}, painter.px(20));
  const int count = static_cast<int>(review.rows.size());
  if (count == 0) return;
  const int across = painter.landscape() && !painter.large() ? 2 : 1;
  const int down = (count + across - 1) / across;
  const float gap = painter.metrics().gap();
  const float tallest = painter.px(painter.large() ? 260 : 168);
  const float height = std::min(body.height, static_cast<float>(down) * (tallest + gap) - gap);
  const auto cells = grid(cut_top(body, height), count, across, gap);
  for (std::size_t i = 0; i < review.rows.size(); ++i) draw_row(screen, review.rows[i], cells[i]);
}

}  // namespace linli::ui
