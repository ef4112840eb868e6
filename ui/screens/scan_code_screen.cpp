#include <algorithm>

#include "ui/screens/screen.h"
#include "ui/screens/words.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

using State = flow::ScanView::State;

/// Four corners around the middle: here the code belongs.
void draw_aim(Painter& painter, Rect picture) {
  const float side = std::min(picture.width, picture.height) * 0.66F;
  const Rect aim = centred(picture, side, side);
  const float arm = side * 0.2F;
  const float width = painter.px(10);
  const auto corner = [&](float x, float y, float dx, float dy) {
    painter.fill({dx > 0 ? x : x - arm, dy > 0 ? y : y - width, arm, width}, Colour::surface);
    painter.fill({dx > 0 ? x : x - width, dy > 0 ? y : y - arm, width, arm}, Colour::surface);
  };
  corner(aim.x, aim.y, 1, 1);
  corner(right(aim), aim.y, -1, 1);
  corner(aim.x, bottom(aim), 1, -1);
  corner(right(aim), bottom(aim), -1, -1);
}

void draw_preview(Screen& screen, const flow::ScanView& scan, Rect rect) {
  Painter& painter = screen.painter;
  painter.fill(rect, Colour::ink, painter.metrics().card_radius());
  if (scan.frame != nullptr) {
    screen.preview.show(scan.frame->width, scan.frame->height, scan.frame->rgb, scan.frame_number);
    screen.preview.draw(painter, rect);
  }
  draw_aim(painter, rect);
  if (scan.frame == nullptr) {
    painter.picture(Icon::scan, rect, Colour::surface, std::min(rect.width, rect.height) * 0.3F);
  }
  if (!painter.inert()) {
    painter.add({Role::canvas, painter.t("摄像头画面"), {}, true, false, rect, rect});
  }
}

std::string title_of(const Painter& painter, State state) {
  switch (state) {
    case State::looking:
      return painter.t("请把回执二维码对准框内");
    case State::checking:
      return painter.t("扫到了，正在查进度");
    case State::failed:
      return painter.t("没有查到进度");
    case State::no_camera:
      return painter.t("现在扫不了二维码");
  }
  return {};
}

void draw_words(Screen& screen, const flow::ScanView& scan, Rect& page, Align align) {
  Painter& painter = screen.painter;
  painter.heading(page, title_of(painter, scan.state), {Style::title, Colour::ink, align},
                  painter.px(12));
  if (scan.state == State::looking) {
    painter.text(page, painter.t("纸上的、手机里的都可以，离镜头一掌远"),
                 {Style::body, Colour::ink_soft, align}, painter.px(28));
  }
  if (scan.state == State::checking) {
    painter.text(page, painter.t("请稍等，回执可以收好了"), {Style::body, Colour::ink_soft, align},
                 painter.px(28));
  }
  if (scan.state == State::no_camera) {
    message(painter, page, message_of(painter, words_for_missing_camera()), Role::alert,
            painter.px(28));
  }
  if (scan.state == State::failed && scan.error) {
    message(painter, page, message_of(painter, words_for_progress(*scan.error)), Role::alert,
            painter.px(28));
  }
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::ScanView& scan) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("办件进度"), .back = painter.t("返回")};
  if (scan.by_card && scan.state != State::checking) {
    frame.navigation.push_back(
        {{.label = painter.t("身份证查"), .icon = Icon::id_card, .kind = ButtonKind::plain},
         flow::action::LookByCard{}});
  }
  if (scan.state == State::failed || scan.state == State::no_camera) {
    frame.navigation.push_back(
        {{.label = painter.t("再扫一次"), .icon = Icon::again, .kind = ButtonKind::primary},
         flow::action::Retry{}});
  }
  return frame;
}

void draw_body(Screen& screen, const flow::ScanView& scan, Rect body) {
  Painter& painter = screen.painter;
  const bool shows_camera = scan.state == State::looking || scan.state == State::checking;
  if (painter.landscape()) {
    if (shows_camera)
      draw_preview(screen, scan, cut_left(body, body.width * 0.55F, painter.px(40)));
    draw_words(screen, scan, body, Align::left);
    return;
  }
  draw_words(screen, scan, body, shows_camera ? Align::centre : Align::left);
  if (!shows_camera) return;
  const float side = std::min(body.height, body.width);
  draw_preview(screen, scan, centred(cut_top(body, side), side, side));
}

}  // namespace linli::ui
