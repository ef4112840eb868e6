#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/widgets/painter.h"

namespace linli::ui {
namespace {

/// Edges on whole pixels.
struct Box {
  float left, top, right, bottom;
};
Box box_of(const Rect& rect) {
  return {std::round(rect.x), std::round(rect.y), std::round(right(rect)),
          std::round(bottom(rect))};
}

float round_radius(const Box& box, float radius) {
  const float most = std::min(box.right - box.left, box.bottom - box.top) / 2;
  return std::floor(std::min(std::round(radius), most));
}

unsigned between(unsigned from, unsigned to, float share) {
  const auto mix = [&](unsigned shift) {
    const auto a = static_cast<float>((from >> shift) & 0xFF);
    const auto b = static_cast<float>((to >> shift) & 0xFF);
    return static_cast<unsigned>(std::lround(a + (b - a) * share)) << shift;
  };
  return mix(0) | mix(8) | mix(16) | mix(24);
}

/// UTF-8 of one code point below U+10000 (the icons).
std::array<char, 4> utf8_of(Icon icon) {
  const auto code = static_cast<std::uint32_t>(icon);
  return {static_cast<char>(0xE0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
          static_cast<char>(0x80 | (code & 0x3F)), '\0'};
}

}  // namespace

unsigned Painter::colour(Colour name) const {
  const std::uint32_t value = rgb(name, metrics_.mode());
  return IM_COL32((value >> 16) & 0xFF, (value >> 8) & 0xFF, value & 0xFF, 0xFF);
}

/// Quarters of a disc at the corners, rectangles between them. `shade` says the
/// colour at a point.
template <class Shade>
void Painter::round_rect(Rect rect, float wanted_radius, const Shade& shade) {
  const Box box = box_of(rect);
  const float radius = round_radius(box, wanted_radius);
  const auto block = [&](float x1, float y1, float x2, float y2) {
    if (x2 <= x1 || y2 <= y1) return;
    list_->AddRectFilledMultiColor({x1, y1}, {x2, y2}, shade(x1, y1), shade(x2, y1), shade(x2, y2),
                                   shade(x1, y2));
  };
  block(box.left + radius, box.top, box.right - radius, box.bottom);
  if (radius < 1) return;
  block(box.left, box.top + radius, box.left + radius, box.bottom - radius);
  block(box.right - radius, box.top + radius, box.right, box.bottom - radius);
  const Discs::Place disc = theme_.discs.of(static_cast<int>(radius));
  const float middle_u = (disc.left + disc.right) / 2;
  const float middle_v = (disc.top + disc.bottom) / 2;
  const auto corner = [&](float x, float y, float u, float v) {
    list_->AddImage(ImGui::GetIO().Fonts->TexRef, {x, y}, {x + radius, y + radius}, {u, v},
                    {u + middle_u - disc.left, v + middle_v - disc.top},
                    shade(x + radius / 2, y + radius / 2));
  };
  corner(box.left, box.top, disc.left, disc.top);
  corner(box.right - radius, box.top, middle_u, disc.top);
  corner(box.left, box.bottom - radius, disc.left, middle_v);
  corner(box.right - radius, box.bottom - radius, middle_u, middle_v);
}

void Painter::fill(Rect rect, Colour name, float radius) {
  const unsigned plain = colour(name);
  round_rect(rect, radius, [plain](float, float) { return plain; });
}

void Painter::box(Rect rect, Colour ground, Colour edge, float width, float radius) {
  if (edge != ground) fill(rect, edge, radius);
  const float inside = edge != ground ? std::max(1.0F, std::round(width)) : 0;
  fill(inset(rect, inside), ground, radius - inside);
}

void Painter::gradient(Rect rect, Colour from, Colour to, float radius) {
  const unsigned first = colour(from);
  const unsigned last = colour(to);
  const float length = rect.width * rect.width + rect.height * rect.height;
  round_rect(rect, radius, [&](float x, float y) {  // along the diagonal
    const float along = (x - rect.x) * rect.width + (y - rect.y) * rect.height;
    return between(first, last, std::clamp(along / length, 0.0F, 1.0F));
  });
}

void Painter::dashed_outline(Rect rect, Colour name, float width) {
  const float dash = px(10);
  for (float x = rect.x; x < right(rect) - dash; x += 2 * dash) {
    fill({x, rect.y, dash, width}, name);
    fill({x, bottom(rect) - width, dash, width}, name);
  }
  for (float y = rect.y; y < bottom(rect) - dash; y += 2 * dash) {
    fill({rect.x, y, width, dash}, name);
    fill({right(rect) - width, y, width, dash}, name);
  }
}

void Painter::stroke(float x1, float y1, float x2, float y2, Colour name, float width) {
  const float length = std::hypot(x2 - x1, y2 - y1);
  const int steps = std::max(1, static_cast<int>(length / std::max(1.0F, width / 6)));
  for (int i = 0; i <= steps; ++i) {
    const float share = static_cast<float>(i) / static_cast<float>(steps);
    const float x = x1 + (x2 - x1) * share - width / 2;
    const float y = y1 + (y2 - y1) * share - width / 2;
    fill({x, y, width, width}, name, width / 2);
  }
}

void Painter::picture(Icon icon, Rect in, Colour name, float size) {
  if (icon == Icon::none) return;
  const Rect at = centred(in, size, size);
  list_->AddText(theme_.fonts->icons(), size, {std::round(at.x), std::round(at.y)}, colour(name),
                 utf8_of(icon).data());
}

void Painter::veil(Rect rect) {
  round_rect(rect, 0, [](float, float) { return IM_COL32(15, 26, 44, 150); });
}

void Painter::shade(Rect rect, float radius) {
  round_rect(rect, radius, [](float, float) { return IM_COL32(15, 26, 44, 48); });
}

}  // namespace linli::ui
