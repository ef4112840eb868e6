#include "ui/theme/tokens.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace linli::ui {
namespace {

struct ColourRow {
  std::uint32_t standard;
  std::uint32_t large;  // darker text and stronger borders: contrast of at least 7:1
};

// In the order of Colour.
constexpr std::array<ColourRow, kColours> kPalette{{
    {0xF3F5F9, 0xF3F5F9},  // page
    {0xFFFFFF, 0xFFFFFF},  // surface
    {0xD5DCE8, 0xAEB9CC},  // line
    {0xD5DCE8, 0x152238},  // edge
    {0x152238, 0x0F1A2C},  // ink
    {0x4A5872, 0x2F3B52},  // ink_soft
    {0x0B57D0, 0x083E96},  // brand
    {0x083E96, 0x083E96},  // brand_dark
    {0xE6EEFC, 0xE6EEFC},  // brand_tint
    {0x0F7B4F, 0x07502F},  // green
    {0xE3F4EC, 0xE3F4EC},  // green_tint
    {0x8F4A00, 0x6A3400},  // amber
    {0xFDF0DC, 0xFDF0DC},  // amber_tint
    {0xB3261E, 0x8A1610},  // red
    {0xFBE9E7, 0xFBE9E7},  // red_tint
    {0x5B3A9E, 0x44267F},  // violet
    {0xEFE9FA, 0xEFE9FA},  // violet_tint
    {0x006A6A, 0x004B4B},  // teal
    {0xDFF3F3, 0xDFF3F3},  // teal_tint
    {0xE1E6EF, 0xE1E6EF},  // keyboard
    {0x5F6B80, 0x3F4A60},  // ink_disabled
}};

constexpr ColourPair kTextPairs[] = {
    {Colour::ink, Colour::page},
    {Colour::ink, Colour::surface},
    {Colour::ink, Colour::brand_tint},
    {Colour::ink, Colour::green_tint},
    {Colour::ink, Colour::amber_tint},
    {Colour::ink, Colour::red_tint},
    {Colour::ink, Colour::keyboard},
    {Colour::ink_soft, Colour::page},
    {Colour::ink_soft, Colour::surface},
    {Colour::ink_soft, Colour::brand_tint},
    {Colour::ink_soft, Colour::amber_tint},
    {Colour::brand, Colour::surface},
    {Colour::brand, Colour::page},
    {Colour::brand, Colour::brand_tint},
    {Colour::surface, Colour::brand},
    {Colour::surface, Colour::brand_dark},
    {Colour::surface, Colour::red},
    {Colour::green, Colour::surface},
    {Colour::green, Colour::page},
    {Colour::green, Colour::green_tint},
    {Colour::amber, Colour::surface},
    {Colour::amber, Colour::page},
    {Colour::amber, Colour::amber_tint},
    {Colour::red, Colour::surface},
    {Colour::red, Colour::page},
    {Colour::red, Colour::red_tint},
    {Colour::violet, Colour::violet_tint},
    {Colour::violet, Colour::surface},
    {Colour::teal, Colour::teal_tint},
    {Colour::teal, Colour::surface},
    {Colour::ink_disabled, Colour::page},
};

struct StyleRow {
  float standard;
  float large;
  float leading;
  bool bold;
};

// In the order of Style.
constexpr std::array<StyleRow, 11> kStyles{{
    {132, 150, 1.30F, true},  // sign
    {64, 88, 1.30F, true},    // display
    {52, 76, 1.30F, true},    // title
    {40, 60, 1.30F, true},    // heading
    {32, 48, 1.40F, false},   // body
    {32, 48, 1.40F, true},    // body_bold
    {28, 40, 1.40F, false},   // caption
    {28, 40, 1.40F, true},    // caption_bold
    {46, 50, 1.30F, true},    // clock
    {38, 48, 1.30F, true},    // header_title
    {26, 34, 1.30F, false},   // header
}};

constexpr float kDesignSide = 1080;

const StyleRow& row(Style style) { return kStyles[static_cast<std::size_t>(style)]; }

}  // namespace

std::uint32_t rgb(Colour colour, flow::DisplayMode mode) {
  const ColourRow& found = kPalette[static_cast<std::size_t>(colour)];
  return mode == flow::DisplayMode::large ? found.large : found.standard;
}

std::span<const ColourPair> text_pairs() { return kTextPairs; }

bool is_bold(Style style) { return row(style).bold; }

Metrics::Metrics(flow::DisplayMode mode, float width, float height)
    : mode_(mode), width_(width), height_(height), scale_(std::min(width, height) / kDesignSide) {}

float Metrics::px(float length) const { return std::round(length * scale_); }

float Metrics::text(Style style) const {
  return px(large() ? row(style).large : row(style).standard);
}

float Metrics::leading(Style style) const { return row(style).leading; }

float Metrics::target() const { return px(large() ? 150 : 96); }

float Metrics::gap() const { return px(large() ? 24 : 20); }

float Metrics::footer() const { return px(large() ? 184 : 148); }

float Metrics::border() const { return std::max(1.0F, px(large() ? 4 : 2)); }

}  // namespace linli::ui
