#pragma once
#include <cstdint>
#include <span>

#include "kiosk/flow/view.h"

/// Colours and sizes: the only place where they stand. Values for a screen
/// 1080 pixels wide; everything scales with the shorter side.
namespace linli::ui {

enum class Colour {
  page,        // behind everything
  surface,     // cards, header, footer
  line,        // dividers, empty progress
  edge,        // borders of cards and buttons
  ink,         // text
  ink_soft,    // secondary text
  brand,       // primary action, selected
  brand_dark,  // end of the hero's gradient
  brand_tint,
  green,  // benefits, success, online
  green_tint,
  amber,  // relief, waiting, offline
  amber_tint,
  red,  // help, errors
  red_tint,
  violet,  // hotlines
  violet_tint,
  teal,  // progress
  teal_tint,
  keyboard,  // behind keys
  ink_disabled,
};
inline constexpr int kColours = static_cast<int>(Colour::ink_disabled) + 1;

/// 0xRRGGBB.
std::uint32_t rgb(Colour colour, flow::DisplayMode mode);

/// A colour of text and the ground it is drawn on.
struct ColourPair {
  Colour text;
  Colour ground;
};
/// Every pair that widgets and screens use; tests measure the contrast.
std::span<const ColourPair> text_pairs();

enum class Style {
  sign,     // read from across the hall
  display,  // amounts, numbers of hotlines
  title,
  heading,
  body,
  body_bold,
  caption,
  caption_bold,
  clock,  // header only: its height is fixed, so the large mode grows less
  header_title,
  header,
};
bool is_bold(Style style);

/// The sizes for one window and mode, in pixels.
class Metrics {
 public:
  Metrics(flow::DisplayMode mode, float width, float height);

  flow::DisplayMode mode() const { return mode_; }
  bool large() const { return mode_ == flow::DisplayMode::large; }
  bool landscape() const { return width_ > height_; }
  float width() const { return width_; }
  float height() const { return height_; }

  /// A length given for a 1080-wide screen.
  float px(float length) const;
  /// Height of an em.
  float text(Style style) const;
  /// From one line of text to the next, in em.
  float leading(Style style) const;
  float target() const;  // smallest side of anything to press
  float gap() const;     // between targets, and between cards
  float margin() const { return px(40); }
  float header() const { return px(132); }
  float footer() const;
  float border() const;
  float card_radius() const { return px(28); }
  float button_radius() const { return px(24); }
  float small_radius() const { return px(20); }

 private:
  flow::DisplayMode mode_;
  float width_;
  float height_;
  float scale_;
};

}  // namespace linli::ui
