#include "drivers/camera/camera.h"

#include <optional>

#include "drivers/camera/look.h"

namespace linli::drivers {
namespace {

using camera::Purpose;
using camera::Source;

constexpr int kWidestPreview = 640;

class Camera final : public CodeScanner {
 public:
  explicit Camera(CameraOptions options) : source_(std::move(options.source), Purpose::code) {}

  Expected<std::string, ScanError> scan(
      std::stop_token stop, const std::function<void(PreviewFrame)>& on_frame) override {
    std::optional<std::string> found;
    auto ended = camera::look(source_, stop, [&](const camera::Frame& frame) {
      on_frame(camera::preview_of(frame, kWidestPreview));
      Bytes luma;
      found = decode_qr(camera::luma_of(frame, luma));
      return found.has_value();
    });
    if (!ended) return unexpected(ended.error());
    return std::move(*found);
  }

 private:
  Source source_;
};

}  // namespace

std::unique_ptr<CodeScanner> open_camera(CameraOptions options) {
  return std::make_unique<Camera>(std::move(options));
}

}  // namespace linli::drivers
