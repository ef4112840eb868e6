#include "kiosk/documents/paper.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>

#include "kiosk/documents/typesetting.h"

namespace linli::documents {
namespace {

// Points, 1/72 inch; A4 is 210 mm × 297 mm (ISO 216).
constexpr double kWidth = 595.28;
constexpr double kHeight = 841.89;
constexpr double kMargin = 56.7;  // 20 mm
constexpr double kFooter = 30;
constexpr double kTextWidth = kWidth - 2 * kMargin;
constexpr double kBottom = kHeight - kMargin - kFooter;

constexpr double kTitle = 18;
constexpr double kHeading = 13;
constexpr double kBody = 10.5;  // 五号
constexpr double kCell = 9;
constexpr double kSmall = 8;
constexpr double kPadding = 4;  // within a cell

cairo_status_t append(void* to, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

constexpr double kRule = 0;       // black
constexpr double kRowRule = 0.7;  // light grey

void align(const Layout& layout, Paper::Align where) {
  switch (where) {
    case Paper::Align::left:
      return pango_layout_set_alignment(layout.get(), PANGO_ALIGN_LEFT);
    case Paper::Align::centre:
      return pango_layout_set_alignment(layout.get(), PANGO_ALIGN_CENTER);
    case Paper::Align::right:
      return pango_layout_set_alignment(layout.get(), PANGO_ALIGN_RIGHT);
  }
}

}  // namespace

/// Surface, fonts, and where on which page the next thing goes.
class Paper::Canvas {
 public:
  /// `pages`: how many there will be; 0 while they are counted.
  Canvas(std::string& out, const Frame& frame, int pages)
      : surface_(cairo_pdf_surface_create_for_stream(append, &out, kWidth, kHeight)),
        context_(cairo_create(surface_.get())),
        footer_(frame.footer),
        scale_(frame.scale),
        pages_(pages) {
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, frame.title.c_str());
    cairo_set_line_width(context_.get(), 0.5);
  }

  Layout layout(const std::string& text, double size, double width, Weight weight) const {
    return make_layout(fonts_, text, {size * scale_, width, weight});
  }

  void draw(const Layout& layout, double x, double y) const {
    cairo_move_to(context_.get(), x, y);
    pango_cairo_show_layout(context_.get(), layout.get());
  }

  void line(double x, double y, double to_x, double grey = kRule) const {
    cairo_set_source_rgb(context_.get(), grey, grey, grey);
    cairo_move_to(context_.get(), x, y);
    cairo_line_to(context_.get(), to_x, y);
    cairo_stroke(context_.get());
    cairo_set_source_rgb(context_.get(), 0, 0, 0);
  }

  void curves(const domain::Signature& signature, double x, double y, double width,
              double height) const {
    for (const domain::Stroke& stroke : signature) {
      cairo_new_path(context_.get());
      for (const domain::StrokePoint& point : stroke) {
        cairo_line_to(context_.get(), x + static_cast<double>(point.x) * width,
                      y + static_cast<double>(point.y) * height);
      }
      cairo_stroke(context_.get());
    }
  }

  bool fits(double height) const { return y_ + height <= kBottom; }

  /// True: a new page was begun for it.
  bool need(double height) {
    if (fits(height) || y_ == kMargin) return false;
    end_page();
    return true;
  }

  struct Block {
    double size;
    double before;  // empty, in points
    double after;
    Weight weight = Weight::regular;
    Align align = Align::left;
  };
  void block(const std::string& words, const Block& look) {
    if (y_ > kMargin) y_ += look.before * scale_;
    const Layout drawn = layout(words, look.size, kTextWidth, look.weight);
    align(drawn, look.align);
    draw_lines(drawn);
    y_ += look.after * scale_;
  }

  /// Line by line, so that a long text goes on over the next page.
  void draw_lines(const Layout& layout) {
    const Lines lines(pango_layout_get_iter(layout.get()));
    do {
      PangoRectangle line;
      pango_layout_iter_get_line_extents(lines.get(), nullptr, &line);
      const double height = static_cast<double>(line.height) / PANGO_SCALE;
      need(height);
      const int baseline = pango_layout_iter_get_baseline(lines.get()) - line.y;
      cairo_move_to(context_.get(), kMargin + static_cast<double>(line.x) / PANGO_SCALE,
                    y_ + static_cast<double>(baseline) / PANGO_SCALE);
      pango_cairo_show_layout_line(context_.get(),
                                   pango_layout_iter_get_line_readonly(lines.get()));
      y_ += height;
    } while (pango_layout_iter_next_line(lines.get()));
  }

  void end_page() {
    const double at = kHeight - kMargin - kSmall;
    line(kMargin, at - 6, kWidth - kMargin);
    draw(layout(footer_, kSmall, kTextWidth, Weight::regular), kMargin, at);
    const Layout number = layout(fmt::format("第 {} 页，共 {} 页", page_, pages_), kSmall,
                                 kTextWidth, Weight::regular);
    align(number, Align::right);
    draw(number, kMargin, at);
    cairo_show_page(context_.get());
    ++page_;
    y_ = kMargin;
  }

  /// Ends the last page; how many there are.
  int finish() {
    if (y_ > kMargin || page_ == 1) end_page();
    cairo_surface_finish(surface_.get());
    return page_ - 1;
  }

  double y() const { return y_; }
  double scale() const { return scale_; }
  void down(double by) { y_ += by; }

 private:
  Surface surface_;
  Context context_;
  Fonts fonts_;
  std::string footer_;
  double scale_;
  int pages_;
  int page_ = 1;
  double y_ = kMargin;
};

Paper::Paper(std::unique_ptr<Canvas> canvas) : canvas_(std::move(canvas)) {}
Paper::~Paper() = default;

std::string Paper::pdf(const Frame& frame, const std::function<void(Paper&)>& write) {
  int pages = 0;
  std::string out;
  for (int pass = 0; pass < 2; ++pass) {
    out.clear();
    Paper paper(std::make_unique<Canvas>(out, frame, pages));
    write(paper);
    pages = paper.canvas_->finish();
  }
  return out;
}

void Paper::title(const std::string& text) {
  canvas_->block(text, {kTitle, 0, 10, Weight::bold, Align::centre});
}

void Paper::heading(const std::string& text) {
  canvas_->need(5 * kHeading * canvas_->scale());  // never alone at the bottom
  canvas_->block(text, {kHeading, 12, 4, Weight::bold});
}

void Paper::text(const std::string& text, Align align) {
  canvas_->block(text, {kBody, 3, 3, Weight::regular, align});
}

void Paper::row(const std::vector<Column>& columns, const std::vector<std::string>& cells,
                bool head) {
  std::vector<Layout> drawn;
  double height = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const double width = columns[i].share * kTextWidth - 2 * kPadding;
    drawn.push_back(
        canvas_->layout(cells.at(i), kCell, width, head ? Weight::bold : Weight::regular));
    align(drawn.back(), columns[i].align);
    height = std::max(height, height_of(drawn.back()));
  }
  double x = kMargin;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    canvas_->draw(drawn[i], x + kPadding, canvas_->y() + kPadding);
    x += columns[i].share * kTextWidth;
  }
  canvas_->down(height + 2 * kPadding);
  canvas_->line(kMargin, canvas_->y(), kWidth - kMargin, head ? kRule : kRowRule);
}

void Paper::table(const std::vector<Column>& columns,
                  const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::string> names;
  for (const Column& column : columns) names.push_back(column.name);
  canvas_->need(4 * (kCell * canvas_->scale() + 2 * kPadding));
  canvas_->line(kMargin, canvas_->y(), kWidth - kMargin);
  row(columns, names, true);
  for (const auto& cells : rows) {
    double height = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const double width = columns[i].share * kTextWidth - 2 * kPadding;
      height =
          std::max(height, height_of(canvas_->layout(cells.at(i), kCell, width, Weight::regular)));
    }
    if (canvas_->need(height + 2 * kPadding)) row(columns, names, true);
    row(columns, cells, false);
  }
}

void Paper::strokes(const std::string& name, const domain::Signature& signature) {
  constexpr double kBoxHeight = 56;
  constexpr double kBoxWidth = 140;  // as wide for its height as the field that is signed in
  canvas_->need(kBoxHeight + 2 * kPadding);
  const double name_width = kTextWidth - kBoxWidth - 2 * kPadding;
  canvas_->draw(canvas_->layout(name, kBody, name_width, Weight::regular), kMargin,
                canvas_->y() + kPadding);
  canvas_->curves(signature, kMargin + name_width, canvas_->y() + kPadding, kBoxWidth, kBoxHeight);
  canvas_->down(kBoxHeight + 2 * kPadding);
}

void Paper::signatures(const std::vector<std::string>& names,
                       const std::vector<std::string>& issued) {
  const double line = 2 * kBody * canvas_->scale();
  const double room = 40 + line;
  canvas_->need(line * static_cast<double>(issued.size() + 1) + room);
  if (!issued.empty()) canvas_->down(line);
  for (const std::string& words : issued) text(words, Align::right);
  canvas_->down(room - line);
  const double width = kTextWidth / static_cast<double>(names.size());
  double x = kMargin;
  for (const std::string& name : names) {
    const Layout drawn = canvas_->layout(name, kBody, width, Weight::regular);
    int words = 0;
    pango_layout_get_size(drawn.get(), &words, nullptr);
    canvas_->draw(drawn, x, canvas_->y());
    canvas_->line(x + static_cast<double>(words) / PANGO_SCALE + 4, canvas_->y() + height_of(drawn),
                  x + width - 16);
    x += width;
  }
  canvas_->down(line);
}

}  // namespace linli::documents
