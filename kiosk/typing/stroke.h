#pragma once
#include <cstddef>
#include <vector>

namespace linli::typing {

/// A point within the square to write in, 0…1 from its left and top edge.
struct Point {
  float x = 0;
  float y = 0;
};

/// Where the finger went from touching to leaving; at least one point.
using Stroke = std::vector<Point>;
using Strokes = std::vector<Stroke>;

/// More than any character has that people write; further ones are not taken.
inline constexpr std::size_t kMostStrokes = 36;

}  // namespace linli::typing
