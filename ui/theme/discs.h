#pragma once
#include <map>

namespace linli::ui {

/// White discs in the font atlas, for round corners. Corners drawn as polygons
/// would be smooth only on a graphics card: SDL's software renderer puts the
/// corners of triangles on whole pixels. Where a disc is made it stays as long
/// as the atlas. UI thread, within a frame.
class Discs {
 public:
  /// The part of the atlas's texture that shows the disc: 2 × radius pixels wide.
  struct Place {
    float left = 0, top = 0, right = 0, bottom = 0;  // texture coordinates
  };
  Place of(int radius);

 private:
  std::map<int, int> known_;  // radius, id of the atlas's rectangle
};

}  // namespace linli::ui
