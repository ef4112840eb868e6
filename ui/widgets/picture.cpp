#include "ui/widgets/picture.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace linli::ui {
namespace {

constexpr int kQuietZone = 4;  // modules
constexpr int kWidestPreview = 4096;

}  // namespace

void qr_picture(Painter& painter, Rect rect, int side, const std::function<bool(int, int)>& black,
                const std::string& label, const std::string& code) {
  const float room = std::min(rect.width, rect.height);
  const float module = std::max(1.0F, std::floor(room / static_cast<float>(side + 2 * kQuietZone)));
  const float whole = module * static_cast<float>(side);
  const Rect picture = centred(rect, whole, whole);
  const float left = std::round(picture.x);
  const float top = std::round(picture.y);
  // A run of black modules is one rectangle; without smoothing the edges stay sharp.
  ImDrawList* list = painter.list();
  const ImDrawListFlags smooth = list->Flags;
  list->Flags &= ~ImDrawListFlags_AntiAliasedFill;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      int end = x;
      while (end < side && black(end, y)) ++end;
      if (end == x) continue;
      list->AddRectFilled(
          {left + static_cast<float>(x) * module, top + static_cast<float>(y) * module},
          {left + static_cast<float>(end) * module, top + static_cast<float>(y + 1) * module},
          IM_COL32_BLACK);
      x = end;
    }
  }
  list->Flags = smooth;
  if (!painter.inert()) painter.add({Role::image, label, code, true, false, rect, picture});
}

PreviewTexture::PreviewTexture() : texture_(std::make_unique<ImTextureData>()) {
  ImGui::RegisterUserTexture(texture_.get());
}

PreviewTexture::~PreviewTexture() {
  ImGui::UnregisterUserTexture(texture_.get());
  // The last frame's list would be followed when the renderer shuts down.
  ImGui::GetPlatformIO().Textures.find_erase(texture_.get());
}

void PreviewTexture::show(int width, int height, std::span<const std::uint8_t> rgb,
                          std::uint64_t number) {
  const auto pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  const bool usable = width > 0 && height > 0 && width <= kWidestPreview &&
                      height <= kWidestPreview && rgb.size() >= 3 * pixels;
  if (!usable || number == number_) return;
  ImTextureData& texture = *texture_;
  const bool fits = texture.Status != ImTextureStatus_Destroyed && texture.Width == width &&
                    texture.Height == height;
  if (!fits) {
    if (texture.Status == ImTextureStatus_OK) {  // another size: replaced in the frame after next
      texture.SetStatus(ImTextureStatus_WantDestroy);
    }
    if (texture.Status != ImTextureStatus_Destroyed) return;
    texture.Create(ImTextureFormat_RGBA32, width, height);
  } else if (texture.Status == ImTextureStatus_OK) {
    const auto w = static_cast<unsigned short>(width);
    const auto h = static_cast<unsigned short>(height);
    texture.UpdateRect = {0, 0, w, h};
    texture.Updates.resize(0);
    texture.Updates.push_back(texture.UpdateRect);
    texture.SetStatus(ImTextureStatus_WantUpdates);
  }
  for (std::size_t i = 0; i < pixels; ++i) {
    unsigned char* to = texture.Pixels + 4 * i;
    std::copy_n(rgb.data() + 3 * i, 3, to);
    to[3] = 0xFF;
  }
  number_ = number;
}

void PreviewTexture::draw(Painter& painter, Rect rect) {
  ImTextureData& texture = *texture_;
  if (texture.Status == ImTextureStatus_Destroyed ||
      texture.Status == ImTextureStatus_WantDestroy || number_ == 0) {
    return;
  }
  const float wanted = rect.width / rect.height;
  const float has = static_cast<float>(texture.Width) / static_cast<float>(texture.Height);
  const float shown_x = has > wanted ? wanted / has : 1.0F;
  const float shown_y = has > wanted ? 1.0F : has / wanted;
  const ImVec2 from{(1 - shown_x) / 2, (1 - shown_y) / 2};
  // A plain rectangle, which SDL's software renderer copies. Of large textured triangles, as round
  // corners make them, it reads beyond the texture: it multiplies in 32 bits (SDL 2.26).
  painter.list()->AddImage(texture.GetTexRef(), {rect.x, rect.y}, {right(rect), bottom(rect)}, from,
                           {1 - from.x, 1 - from.y});
}

void PreviewTexture::forget() {
  ImTextureData& texture = *texture_;
  number_ = 0;
  if (texture.Pixels == nullptr) return;
  std::fill_n(texture.Pixels, texture.GetSizeInBytes(), static_cast<unsigned char>(0));
  if (texture.Status == ImTextureStatus_OK) texture.SetStatus(ImTextureStatus_WantDestroy);
}

}  // namespace linli::ui
