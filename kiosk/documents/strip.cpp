#include "kiosk/documents/strip.h"

#include <algorithm>
#include <cmath>

#include "drivers/codes/qr_code.h"
#include "kiosk/documents/typesetting.h"

namespace linli::documents {
namespace {

constexpr double kMargin = 12;
constexpr double kWidth = drivers::kReceiptDots - 2 * kMargin;
constexpr double kLabel = 150;  // of a fact
constexpr double kStep = 44;    // of a step's number

constexpr double kNumber = 60;  // at most
constexpr double kTitle = 40;
constexpr double kHeadline = 34;
constexpr double kBody = 30;
constexpr double kNote = 26;
constexpr double kGap = 10;

constexpr int kQuiet = 4;          // modules of light around a code (ISO/IEC 18004 section 9.1)
constexpr int kLargestModule = 8;  // dots: a millimetre
constexpr int kInk = 128;          // of 255: from here on a dot is black

}  // namespace

class Strip::Canvas {
 public:
  Canvas()
      : surface_(cairo_image_surface_create(CAIRO_FORMAT_A8, drivers::kReceiptDots,
                                            drivers::kMostReceiptRows)),
        context_(cairo_create(surface_.get())) {
    cairo_set_source_rgba(context_.get(), 0, 0, 0, 1);
  }

  Layout layout(const std::string& text, const Setting& setting) const {
    return make_layout(fonts_, text, setting);
  }

  void words(const std::string& text, const Setting& setting, PangoAlignment align) {
    const Layout drawn = layout(text, setting);
    pango_layout_set_alignment(drawn.get(), align);
    draw(drawn, kMargin);
    y_ += height_of(drawn) + kGap;
  }

  void draw(const Layout& layout, double x) const {
    cairo_move_to(context_.get(), x, y_);
    pango_cairo_show_layout(context_.get(), layout.get());
  }

  void pair(const std::string& label, double wide, const std::string& value, Weight weight) {
    const Layout name = layout(label, {kBody, wide});
    const Layout says = layout(value, {kBody, kWidth - wide, weight});
    draw(name, kMargin);
    draw(says, kMargin + wide);
    y_ += std::max(height_of(name), height_of(says)) + kGap;
  }

  /// Whole dots, so that edges are sharp.
  void box(int x, int y, int width, int height) const {
    cairo_rectangle(context_.get(), x, y, width, height);
    cairo_fill(context_.get());
  }

  void down(double by) { y_ += by; }
  int row() const { return static_cast<int>(std::ceil(y_)); }

  drivers::DotPicture picture() const {
    drivers::DotPicture dots{.width = drivers::kReceiptDots,
                             .height = std::min(row(), drivers::kMostReceiptRows)};
    dots.rows.resize(static_cast<std::size_t>(dots.width / 8 * dots.height));
    cairo_surface_flush(surface_.get());
    const unsigned char* ink = cairo_image_surface_get_data(surface_.get());
    const int stride = cairo_image_surface_get_stride(surface_.get());
    for (int y = 0; y < dots.height; ++y) {
      for (int x = 0; x < dots.width; ++x) {
        if (ink[std::ptrdiff_t{y} * stride + x] < kInk) continue;
        dots.rows[static_cast<std::size_t>((y * dots.width + x) / 8)] |=
            static_cast<std::uint8_t>(0x80 >> x % 8);
      }
    }
    return dots;
  }

 private:
  Surface surface_;
  Context context_;
  Fonts fonts_;
  double y_ = kMargin;
};

Strip::Strip() : canvas_(std::make_unique<Canvas>()) {}
Strip::~Strip() = default;

void Strip::title(const std::string& text) {
  canvas_->words(text, {kTitle, kWidth, Weight::bold}, PANGO_ALIGN_CENTER);
}

void Strip::headline(const std::string& text) {
  canvas_->words(text, {kHeadline, kWidth, Weight::bold}, PANGO_ALIGN_CENTER);
}

void Strip::note(const std::string& text) {
  canvas_->words(text, {kNote, kWidth}, PANGO_ALIGN_CENTER);
}

void Strip::number(const std::string& text) {
  const auto fits = [&](double size) {
    return width_of(canvas_->layout(text, {size, 8 * kWidth, Weight::bold})) <= kWidth;
  };
  double size = kNumber;
  while (size > kNote && !fits(size)) --size;
  canvas_->words(text, {size, kWidth, Weight::bold}, PANGO_ALIGN_CENTER);
}

void Strip::fact(const std::string& label, const std::string& value) {
  canvas_->pair(label, kLabel, value, Weight::bold);
}

void Strip::step(int number, const std::string& text) {
  canvas_->pair(std::to_string(number) + ".", kStep, text, Weight::regular);
}

void Strip::rule() {
  constexpr int kThick = 2;
  canvas_->box(static_cast<int>(kMargin), canvas_->row() + 4, static_cast<int>(kWidth), kThick);
  canvas_->down(kThick + 2 * kGap);
}

void Strip::code(const std::string& text) {
  const auto code = drivers::encode_qr(text);
  if (!code) return;
  const int side = code->size + 2 * kQuiet;
  const int module = std::clamp(drivers::kReceiptDots / side, 1, kLargestModule);
  const int left = (drivers::kReceiptDots - module * code->size) / 2;
  const int top = canvas_->row() + module * kQuiet;
  for (int y = 0; y < code->size; ++y) {
    for (int x = 0; x < code->size; ++x) {
      if (code->dark(x, y)) canvas_->box(left + x * module, top + y * module, module, module);
    }
  }
  canvas_->down(module * side);
}

drivers::DotPicture Strip::picture() const { return canvas_->picture(); }

}  // namespace linli::documents
