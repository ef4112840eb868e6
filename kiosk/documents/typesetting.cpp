#include "kiosk/documents/typesetting.h"

namespace linli::documents {

Fonts::Fonts()
    : map_(pango_cairo_font_map_new()), context_(pango_font_map_create_context(map_.get())) {}

Layout make_layout(const Fonts& fonts, const std::string& text, const Setting& setting) {
  using Font = std::unique_ptr<PangoFontDescription, Destroy<pango_font_description_free>>;
  Layout layout(pango_layout_new(fonts.get()));
  const Font font(pango_font_description_new());
  pango_font_description_set_family(font.get(), "Noto Sans CJK SC");
  pango_font_description_set_absolute_size(font.get(), setting.size * PANGO_SCALE);
  if (setting.weight == Weight::bold) {
    pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  }
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_width(layout.get(), static_cast<int>(setting.width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

double height_of(const Layout& layout) {
  int height = 0;
  pango_layout_get_size(layout.get(), nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

double width_of(const Layout& layout) {
  int width = 0;
  pango_layout_get_size(layout.get(), &width, nullptr);
  return static_cast<double>(width) / PANGO_SCALE;
}

}  // namespace linli::documents
