#include <algorithm>

#include "ui/screens/rating.h"
#include "ui/screens/screen.h"
#include "ui/screens/words.h"

namespace linli::ui {
namespace {

using domain::Grade;
constexpr Grade kGrades[] = {Grade::very_satisfied, Grade::satisfied, Grade::fair,
                             Grade::dissatisfied, Grade::very_dissatisfied};

/// One face and its name. The grade is told by the selection's border and
/// ground as well, not by colour alone.
bool face(Painter& painter, Rect cell, Grade grade, bool given, bool lying) {
  const GradeLook look = look_of(grade);
  const std::string name = painter.t(look.name);
  const float radius = painter.metrics().button_radius();
  const Touch touch = painter.target(cell, name, true);
  if (given || lying) {
    painter.box(cell, given ? Colour::green_tint : Colour::surface,
                given ? Colour::green : Colour::edge,
                painter.metrics().border() + (given ? painter.px(2) : 0), radius);
  }
  const Colour colour = given ? Colour::green : Colour::ink_soft;
  Rect inner = inset(cell, painter.px(lying ? 36 : 6), painter.px(10));
  float side = std::min(inner.height, painter.px(110));
  Rect words;
  if (lying) {
    painter.picture(look.icon, cut_left(inner, side, painter.px(32)), colour, side);
    words = painter.draw_words(inner, name, {Style::heading});
  } else {
    // Where there is little room the face gives in before its name does.
    const float gap = painter.px(6);
    const float least = painter.px(40);
    const TextBlock block =
        painter.fit(name, Style::caption, inner.width, inner.height - least - gap);
    side = std::clamp(inner.height - gap - block.height(), least, painter.px(76));
    Rect both = centred(inner, inner.width, side + gap + block.height());
    painter.picture(look.icon, cut_top(both, side, gap), colour, side);
    words = painter.draw(block, both, {Style::caption, Colour::ink, Align::centre});
  }
  if (touch.held) painter.shade(cell, radius);
  if (!painter.inert()) painter.add({Role::choice, name, {}, true, given, cell, words});
  return touch.pressed;
}

std::optional<Grade> faces(Painter& painter, const std::vector<Rect>& cells,
                           std::optional<Grade> given, bool lying) {
  std::optional<Grade> pressed;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (face(painter, cells[i], kGrades[i], given == kGrades[i], lying)) pressed = kGrades[i];
  }
  return pressed;
}

}  // namespace

std::optional<Grade> grade_row(Painter& painter, Rect rect, std::optional<Grade> given) {
  return faces(painter, columns(rect, 5, painter.metrics().gap()), given, false);
}

std::optional<Grade> grade_list(Painter& painter, Rect rect, std::optional<Grade> given) {
  const int across = painter.landscape() ? 3 : 1;
  return faces(painter, grid(rect, 5, across, painter.metrics().gap()), given, true);
}

Frame frame_of(const Screen& screen, const flow::RatingView&) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("评价"), .back = painter.t("返回"), .leave = false};
  frame.navigation.push_back(
      {{.label = painter.t("完成退出"), .icon = Icon::leave, .kind = ButtonKind::primary},
       flow::action::Leave{}});
  return frame;
}

void draw_body(Screen& screen, const flow::RatingView& rating, Rect body) {
  Painter& painter = screen.painter;
  painter.heading(body, rating.grade ? painter.t("谢谢您的评价") : painter.t("这次办事您满意吗？"),
                  {Style::title, Colour::ink, Align::centre}, painter.px(8));
  painter.text(
      body,
      rating.grade ? painter.t("可以按“完成退出”了") : painter.t("不想评价，直接按“完成退出”"),
      {Style::body, Colour::ink_soft, Align::centre}, painter.px(24));
  const float height = std::min(body.height, painter.px(1080));
  if (const auto grade = grade_list(painter, cut_top(body, height), rating.grade)) {
    screen.act(flow::action::Rate{*grade});
  }
}

}  // namespace linli::ui
