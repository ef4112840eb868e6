#pragma once
#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/accessibility/tree.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/layout.h"

struct ImDrawList;
struct ImFont;

namespace linli::ui {

enum class Align { left, centre, right };

struct Look {
  Style style = Style::body;
  Colour colour = Colour::ink;
  Align align = Align::left;
};

/// Wrapped text, ready to be placed.
struct TextBlock {
  std::vector<std::string> lines;
  float size = 0;  // of an em
  float line_height = 0;
  float width = 0;  // of the longest line
  float height() const { return line_height * static_cast<float>(lines.size()); }
};

/// How a pointer stands towards a target.
struct Touch {
  bool held = false;     // down, and began here
  bool began = false;    // went down here in this frame
  bool pressed = false;  // began and ended here
  bool ended = false;    // began here and ended anywhere
  float x = 0, y = 0;    // where it is, pixels
};

/// Draws one frame: shapes, words and targets, everything with its node in the
/// tree. Lives for the frame; lengths are pixels.
class Painter {
 public:
  Painter(Theme& theme, const Metrics& metrics, catalogue::Language language, Tree& tree,
          ImDrawList* list)
      : theme_(theme), metrics_(metrics), language_(language), tree_(tree), list_(list) {}

  const Metrics& metrics() const { return metrics_; }
  float px(float length) const { return metrics_.px(length); }
  bool large() const { return metrics_.large(); }
  bool landscape() const { return metrics_.landscape(); }
  catalogue::Language language() const { return language_; }

  /// The text in the language of the screen; {names} are filled from fmt::arg.
  template <class... Args>
  std::string t(const char* chinese, const Args&... args) const {
    return fmt::format(fmt::runtime(theme_.texts.get(language_, chinese)), args...);
  }
  /// The same for a count, which also fills {n}.
  template <class... Args>
  std::string t_count(const char* chinese, int n, const Args&... args) const {
    return fmt::format(fmt::runtime(theme_.texts.get(language_, chinese, n)), fmt::arg("n", n),
                       args...);
  }
  const std::string& in_language(const catalogue::Text& text) const { return text.in(language_); }

  void fill(Rect rect, Colour colour, float radius = 0);
  void gradient(Rect rect, Colour top_left, Colour bottom_right, float radius);
  /// A ground with a line around it.
  void box(Rect rect, Colour ground, Colour edge, float width, float radius);
  void dashed_outline(Rect rect, Colour colour, float width);
  /// A line with round ends, smooth at any angle.
  void stroke(float x1, float y1, float x2, float y2, Colour colour, float width);
  void picture(Icon icon, Rect in, Colour colour, float size);
  /// A veil over everything drawn so far.
  void veil(Rect rect);
  /// Lightens what lies below, for the feel of a press.
  void shade(Rect rect, float radius);
  ImDrawList* list() const { return list_; }

  /// Wraps at `width`. Never cuts a word that fits a line of its own.
  TextBlock wrap(std::string_view text, Style style, float width) const;
  /// The same in lines of about equal length, for centred text.
  TextBlock wrap_balanced(std::string_view text, Style style, float width) const;
  /// As large as the style says, or smaller (not below the caption size, in the
  /// header its own) until it fits.
  TextBlock fit(std::string_view text, Style style, float width, float height) const;
  float height_of(std::string_view text, Style style, float width) const;
  float width_of(std::string_view text, Style style) const;
  /// Draws without a node, centred vertically; returns where the words are.
  Rect draw(const TextBlock& block, Rect in, const Look& look);
  Rect draw_words(Rect in, std::string_view text, const Look& look);

  /// Draws wrapped text at the top of `page`, adds its node, and takes it off the page.
  void text(Rect& page, std::string_view text, const Look& look, float gap = 0);
  void heading(Rect& page, std::string_view text, const Look& look, float gap = 0);
  /// The same within a rectangle that may be smaller than the text wants to be.
  void text_in(Rect in, std::string_view text, const Look& look, Role role = Role::text);
  /// "label value" in one line, with the value wrapped at its own left edge.
  void pair(Rect& page, std::string_view label, std::string_view value, const Look& value_look,
            float label_width, float gap = 0);
  float pair_height(std::string_view value, const Look& value_look, float width,
                    float label_width) const;

  void add(Node node);
  /// A pressable area. `name` tells it from others on this screen.
  Touch target(Rect rect, std::string_view name, bool enabled);

  /// What is drawn while inert is neither in the tree nor to be pressed: it
  /// lies behind a question.
  void set_inert(bool inert) { inert_ = inert; }
  bool inert() const { return inert_; }

  /// What is drawn while quiet is not read aloud.
  void set_quiet(bool quiet) { quiet_ = quiet; }
  /// Read aloud instead of the words that are drawn next.
  void say_instead(std::string words) {
    if (!inert_) instead_ = std::move(words);
  }

 private:
  unsigned colour(Colour colour) const;
  template <class Shade>
  void round_rect(Rect rect, float radius, const Shade& shade);
  ImFont* font(Style style) const;
  float width_at(std::string_view text, Style style, float size) const;
  TextBlock wrap_at(std::string_view text, Style style, float size, float width) const;
  TextBlock balanced(TextBlock block, std::string_view text, Style style, float width) const;
  void flow_text(Role role, Rect& page, std::string_view text, const Look& look, float gap);

  Theme& theme_;
  const Metrics& metrics_;
  catalogue::Language language_;
  Tree& tree_;
  ImDrawList* list_;
  bool inert_ = false;
  bool quiet_ = false;
  std::string instead_;
};

/// Draws keys, and other ways around a screen, that are not read aloud.
class Quietly {
 public:
  explicit Quietly(Painter& painter) : painter_(painter) { painter_.set_quiet(true); }
  ~Quietly() { painter_.set_quiet(false); }
  Quietly(const Quietly&) = delete;
  Quietly& operator=(const Quietly&) = delete;

 private:
  Painter& painter_;
};

}  // namespace linli::ui
