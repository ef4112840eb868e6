#include "ui/widgets/painter.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace linli::ui {
namespace {

ImVec2 top_left(const Rect& rect) { return {std::round(rect.x), std::round(rect.y)}; }
ImVec2 bottom_right(const Rect& rect) { return {std::round(right(rect)), std::round(bottom(rect))}; }

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

void Painter::fill(Rect rect, Colour name, float radius) {
  list_->AddRectFilled(top_left(rect), bottom_right(rect), colour(name), radius);
}

void Painter::box(Rect rect, Colour ground, Colour edge, float width, float radius) {
  // The ground ends under the middle of the line, so that it does not shine through its edge.
  const Rect inner = inset(rect, width / 2);
  list_->AddRectFilled({inner.x, inner.y}, {right(inner), bottom(inner)}, colour(ground),
                       std::max(0.0F, radius - width / 2));
  outline(rect, edge, width, radius);
}

void Painter::gradient(Rect rect, Colour from, Colour to, float radius) {
  const int first = list_->VtxBuffer.Size;
  fill(rect, from, radius);
  ImGui::ShadeVertsLinearColorGradientKeepAlpha(list_, first, list_->VtxBuffer.Size,
                                                top_left(rect), bottom_right(rect), colour(from),
                                                colour(to));
}

void Painter::outline(Rect rect, Colour name, float width, float radius) {
  const Rect middle = inset(rect, width / 2);
  // Concentric with the fill: the line's middle has the smaller radius.
  list_->AddRect({middle.x, middle.y}, {right(middle), bottom(middle)}, colour(name),
                 std::max(0.0F, radius - width / 2), 0, width);
}

void Painter::dashed_outline(Rect rect, Colour name, float width) {
  const float dash = px(10);
  for (float x = rect.x; x < right(rect) - dash; x += 2 * dash) {
    line(x, rect.y, x + dash, rect.y, name, width);
    line(x, bottom(rect), x + dash, bottom(rect), name, width);
  }
  for (float y = rect.y; y < bottom(rect) - dash; y += 2 * dash) {
    line(rect.x, y, rect.x, y + dash, name, width);
    line(right(rect), y, right(rect), y + dash, name, width);
  }
}

void Painter::line(float x1, float y1, float x2, float y2, Colour name, float width) {
  list_->AddLine({x1, y1}, {x2, y2}, colour(name), width);
}

void Painter::picture(Icon icon, Rect in, Colour name, float size) {
  if (icon == Icon::none) return;
  const Rect at = centred(in, size, size);
  list_->AddText(theme_.fonts->icons(), size, top_left(at), colour(name), utf8_of(icon).data());
}

void Painter::veil(Rect rect) {
  list_->AddRectFilled(top_left(rect), bottom_right(rect), IM_COL32(15, 26, 44, 150));
}

void Painter::shade(Rect rect, float radius) {
  list_->AddRectFilled(top_left(rect), bottom_right(rect), IM_COL32(15, 26, 44, 48), radius);
}

Touch Painter::target(Rect rect, std::string_view name, bool enabled) {
  if (inert_ || !enabled || rect.width < 1 || rect.height < 1) return {};
  ImGui::SetCursorScreenPos({rect.x, rect.y});
  ImGui::PushID(name.data(), name.data() + name.size());
  Touch touch;
  touch.pressed = ImGui::InvisibleButton("target", {rect.width, rect.height});
  touch.began = ImGui::IsItemActivated();
  touch.held = ImGui::IsItemActive();
  ImGui::PopID();
  touch.x = ImGui::GetIO().MousePos.x;
  touch.y = ImGui::GetIO().MousePos.y;
  return touch;
}

}  // namespace linli::ui
