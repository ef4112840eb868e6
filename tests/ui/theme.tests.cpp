#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "ui/theme/tokens.h"

namespace linli::tests {
namespace {

using flow::DisplayMode;

double linear(std::uint32_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// Relative luminance and contrast, WCAG 2.2.
double luminance(std::uint32_t rgb) {
  return 0.2126 * linear(rgb >> 16) + 0.7152 * linear((rgb >> 8) & 0xFF) +
         0.0722 * linear(rgb & 0xFF);
}

double contrast(ui::ColourPair pair, DisplayMode mode) {
  const double a = luminance(ui::rgb(pair.text, mode));
  const double b = luminance(ui::rgb(pair.ground, mode));
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace

TEST_CASE("text stands out from its ground by 4.5 to 1, in the large mode by 7 to 1") {
  for (const auto& pair : ui::text_pairs()) {
    INFO("text " << static_cast<int>(pair.text) << " on " << static_cast<int>(pair.ground));
    CHECK(contrast(pair, DisplayMode::standard) >= 4.5);
    CHECK(contrast(pair, DisplayMode::large) >= 7.0);
  }
}

TEST_CASE("sizes follow the shorter side of the window") {
  const ui::Metrics portrait(DisplayMode::standard, 1080, 1920);
  const ui::Metrics landscape(DisplayMode::standard, 1920, 1080);
  const ui::Metrics small(DisplayMode::large, 540, 960);
  CHECK(portrait.target() == 96);
  CHECK(landscape.target() == 96);
  CHECK(small.target() == 75);
  CHECK(landscape.landscape());
  CHECK_FALSE(portrait.landscape());
}

TEST_CASE("lines of text stand at least 1.3 em apart") {
  const ui::Metrics metrics(DisplayMode::standard, 1080, 1920);
  for (int style = 0; style <= static_cast<int>(ui::Style::header); ++style) {
    CHECK(metrics.leading(static_cast<ui::Style>(style)) >= 1.3F);
  }
}

}  // namespace linli::tests
