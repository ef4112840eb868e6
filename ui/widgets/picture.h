#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "ui/widgets/painter.h"

struct ImTextureData;

namespace linli::ui {

/// A QR code: black where `black(x, y)` says so, with the quiet zone of four
/// modules that readers need (ISO/IEC 18004 section 9.1). Modules are whole pixels.
void qr_picture(Painter& painter, Rect rect, int side, const std::function<bool(int, int)>& black,
                const std::string& label, const std::string& code);

/// The camera's picture as a texture; holds the last frame until forget().
class PreviewTexture {
 public:
  PreviewTexture();
  ~PreviewTexture();
  PreviewTexture(const PreviewTexture&) = delete;
  PreviewTexture& operator=(const PreviewTexture&) = delete;

  /// `rgb` is width × height × 3 bytes. Copies only when `number` is new.
  void show(int width, int height, std::span<const std::uint8_t> rgb, std::uint64_t number);
  /// Fills `rect`, cutting off what is too wide or too high.
  void draw(Painter& painter, Rect rect);
  void forget();

 private:
  std::unique_ptr<ImTextureData> texture_;
  std::uint64_t number_ = 0;
};

}  // namespace linli::ui
