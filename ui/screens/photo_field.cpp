#include "ui/screens/form_field.h"

/// Pages from the document camera: each can be removed, and one more taken.
namespace linli::ui {
namespace {

namespace action = flow::action;

const domain::Photos& photos_of(const flow::FieldView& field) {
  static const domain::Photos none;
  const auto* photos =
      field.answer == nullptr ? nullptr : std::get_if<domain::Photos>(field.answer);
  return photos == nullptr ? none : *photos;
}

int across(const Painter& painter) { return painter.large() ? 2 : 3; }

/// A button for each page, and one that takes the next.
int buttons(const flow::FieldView& field) {
  const std::size_t pages = photos_of(field).pages.size();
  return static_cast<int>(pages) + (pages < field.field->most_pages ? 1 : 0);
}

std::string window_words(const Painter& painter) {
  return painter.t("这台机器拍不了材料。照样可以申请，材料请交到窗口。");
}

float row_height(const Painter& painter) {
  return painter.metrics().target() + painter.px(painter.large() ? 0 : 16);
}

}  // namespace

float photo_height(const Screen& screen, const FormPage& page, const flow::FieldView& field,
                   float width) {
  const Painter& painter = screen.painter;
  if (!page.form.has_document_camera) {
    return painter.height_of(window_words(painter), Style::body, width);
  }
  const int wide = across(painter);
  const auto down = static_cast<float>((buttons(field) + wide - 1) / wide);
  return down * (row_height(painter) + painter.metrics().gap()) - painter.metrics().gap();
}

void draw_photo(Screen& screen, const FormPage& page, const flow::FieldView& field, Rect rect) {
  Painter& painter = screen.painter;
  if (!page.form.has_document_camera) {
    painter.text(rect, window_words(painter), {Style::body, Colour::ink, Align::left});
    return;
  }
  const auto pages = static_cast<int>(photos_of(field).pages.size());
  const float height = photo_height(screen, page, field, rect.width);
  const auto cells =
      grid(cut_top(rect, height), buttons(field), across(painter), painter.metrics().gap());
  for (int i = 0; i < pages; ++i) {
    const ButtonLook look{
        .label = painter.t("{what}：删除第 {n} 页",
                           fmt::arg("what", painter.in_language(field.field->label)),
                           fmt::arg("n", i + 1)),
        .words = painter.t("删除第 {n} 页", fmt::arg("n", i + 1)),
        .icon_behind = Icon::remove,
        .kind = ButtonKind::secondary};
    if (button(painter, cells[static_cast<std::size_t>(i)], look)) {
      screen.act(action::RemovePage{field.field->id, i});
    }
  }
  if (static_cast<std::size_t>(pages) == field.field->most_pages) return;
  const std::string words = pages == 0 ? painter.t("拍照") : painter.t("再拍一页");
  const ButtonLook take{
      .label =
          painter.t("{what}：{action}", fmt::arg("what", painter.in_language(field.field->label)),
                    fmt::arg("action", words)),
      .words = words,
      .icon = Icon::camera,
      .kind = ButtonKind::secondary};
  if (button(painter, cells.back(), take)) screen.act(action::AddPage{field.field->id});
}

}  // namespace linli::ui
