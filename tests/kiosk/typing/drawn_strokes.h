#pragma once
#include <random>

#include "kiosk/typing/stroke.h"

namespace linli::tests {

/// A straight line of a steady finger.
typing::Stroke line(typing::Point from, typing::Point to);

/// The same strokes as a hand might draw them: each a little off its place,
/// trembling, the whole slanted and turned, and with an uneven speed.
typing::Strokes by_hand(const typing::Strokes& strokes, std::mt19937& random);

}  // namespace linli::tests
