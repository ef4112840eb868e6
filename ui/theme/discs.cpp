#include "ui/theme/discs.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace linli::ui {
namespace {

/// How much of the pixel at (x, y) the disc covers, 0 … 255.
unsigned char coverage(int radius, int x, int y) {
  const float middle = static_cast<float>(radius) - 0.5F;
  const float distance = std::hypot(static_cast<float>(x) - middle, static_cast<float>(y) - middle);
  const float covered = std::clamp(static_cast<float>(radius) - distance + 0.5F, 0.0F, 1.0F);
  return static_cast<unsigned char>(std::lround(covered * 255));
}

void draw_disc(ImTextureData& texture, const ImFontAtlasRect& at, int radius) {
  for (int y = 0; y < 2 * radius; ++y) {
    auto* pixel = static_cast<unsigned char*>(texture.GetPixelsAt(at.x, at.y + y));
    for (int x = 0; x < 2 * radius; ++x, pixel += texture.BytesPerPixel) {
      std::fill_n(pixel, texture.BytesPerPixel, static_cast<unsigned char>(0xFF));
      pixel[texture.BytesPerPixel - 1] = coverage(radius, x, y);
    }
  }
}

}  // namespace

Discs::Place Discs::of(int radius) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  ImFontAtlasRect rect;
  const auto known = known_.find(radius);
  if (known == known_.end() || !atlas->GetCustomRect(known->second, &rect)) {
    const ImFontAtlasRectId id = atlas->AddCustomRect(2 * radius, 2 * radius, &rect);
    if (id == ImFontAtlasRectId_Invalid) return {};
    draw_disc(*atlas->TexData, rect, radius);
    known_[radius] = id;
  }
  return {rect.uv0.x, rect.uv0.y, rect.uv1.x, rect.uv1.y};
}

}  // namespace linli::ui
