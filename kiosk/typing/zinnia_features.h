#pragma once
#include <array>

#include "kiosk/typing/stroke.h"

/// What zinnia 0.06 measures on a drawing, so that a model of it can be asked
/// about other orders of the strokes than the drawn one. A test compares the
/// sums with libzinnia's own.
namespace linli::typing {

/// Measures of a straight line: indices 1 to 12; 0 is unused.
inline constexpr std::size_t kLineFeatures = 20;
using LineFeatures = std::array<float, kLineFeatures>;
LineFeatures line_features(Point from, Point to);

/// Measures of a stroke: its chord, and at 20 times i the parts it splits into
/// where it strays from the chord (parts of i are 2i+1 and 2i+2).
inline constexpr std::size_t kStrokeFeatures = 1000;
using StrokeFeatures = std::array<float, kStrokeFeatures>;
StrokeFeatures stroke_features(const Stroke& stroke);

}  // namespace linli::typing
