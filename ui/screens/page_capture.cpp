#include <algorithm>

#include "ui/screens/form_field.h"
#include "ui/screens/words.h"
#include "ui/widgets/card.h"

/// Laying a paper under the document camera, and looking at the picture.
namespace linli::ui {
namespace {

namespace action = flow::action;
using State = flow::PageCaptureView::State;

/// All of the picture, as large as it fits.
void draw_picture(Screen& screen, const flow::PageCaptureView& capture, Rect rect) {
  Painter& painter = screen.painter;
  painter.fill(rect, Colour::ink, painter.metrics().card_radius());
  if (capture.frame == nullptr) {
    painter.picture(Icon::camera, rect, Colour::surface, std::min(rect.width, rect.height) * 0.3F);
  } else {
    const auto width = static_cast<float>(capture.frame->width);
    const auto height = static_cast<float>(capture.frame->height);
    const float scale = std::min(rect.width / width, rect.height / height);
    screen.preview.show(capture.frame->width, capture.frame->height, capture.frame->rgb,
                        capture.frame_number);
    screen.preview.draw(painter, centred(rect, width * scale, height * scale));
  }
  if (!painter.inert()) {
    painter.add({Role::canvas, painter.t("摄像头画面"), {}, true, false, rect, rect});
  }
}

std::string title_of(const Painter& painter, State state) {
  switch (state) {
    case State::aiming:
      return painter.t("请把材料平放在摄像头下面");
    case State::taking:
      return painter.t("正在拍，请别动");
    case State::checking:
      return painter.t("字看得清楚吗？");
    case State::failed:
      return painter.t("现在拍不了");
  }
  return {};
}

std::string hint_of(const Painter& painter, State state) {
  switch (state) {
    case State::aiming:
      return painter.t("四个角都要看得见，放好了按“拍照”");
    case State::taking:
      return painter.t("马上就好");
    case State::checking:
      return painter.t("看不清就再拍一次");
    case State::failed:
      return {};
  }
  return {};
}

void draw_words(Screen& screen, const flow::FormView& form, Rect& page) {
  Painter& painter = screen.painter;
  const flow::PageCaptureView& capture = *form.page_capture;
  painter.text(page, painter.in_language(form.page_field->label),
               {Style::body, Colour::ink_soft, Align::left}, painter.px(12));
  painter.heading(page, title_of(painter, capture.state), {Style::title}, painter.px(12));
  painter.text(page, hint_of(painter, capture.state), {Style::body, Colour::ink_soft, Align::left},
               painter.px(28));
  if (capture.state == State::checking && capture.too_dark) {
    message(painter, page, message_of(painter, words_for_dark_page()), Role::alert, painter.px(28));
  }
  if (capture.state == State::failed && capture.error) {
    message(painter, page, message_of(painter, words_for_page(*capture.error)), Role::alert,
            painter.px(28));
  }
}

}  // namespace

Frame page_capture_frame(const Screen& screen, const flow::FormView& form) {
  const Painter& painter = screen.painter;
  const auto& capture = *form.page_capture;
  Frame frame{.title = service_title(painter, form.service), .back = painter.t("不拍了")};
  switch (capture.state) {
    case State::aiming:
      frame.navigation.push_back({{.label = painter.t("拍照"),
                                   .icon = Icon::camera,
                                   .kind = ButtonKind::primary,
                                   .enabled = capture.frame != nullptr},
                                  action::TakePage{}});
      break;
    case State::taking:
      break;
    case State::checking:
      frame.navigation.push_back(
          {{.label = painter.t("再拍一次"), .icon = Icon::again}, action::Retry{}});
      frame.navigation.push_back(
          {{.label = painter.t("就用这张"), .icon = Icon::tick, .kind = ButtonKind::primary},
           action::Next{}});
      break;
    case State::failed:
      frame.navigation.push_back(
          {{.label = painter.t("再试一次"), .icon = Icon::again, .kind = ButtonKind::primary},
           action::Retry{}});
      break;
  }
  return frame;
}

void draw_page_capture(Screen& screen, const flow::FormView& form, Rect body) {
  const Painter& painter = screen.painter;
  const flow::PageCaptureView& capture = *form.page_capture;
  const bool shows_picture = capture.state != State::failed;
  if (shows_picture && painter.landscape()) {
    draw_picture(screen, capture, cut_left(body, body.width * 0.62F, painter.px(40)));
  }
  draw_words(screen, form, body);
  if (shows_picture && !painter.landscape()) draw_picture(screen, capture, body);
}

}  // namespace linli::ui
