#include "drivers/camera/document_camera.h"

#include <string.h>

#include <numeric>
#include <optional>

#include "drivers/camera/jpeg.h"
#include "drivers/camera/look.h"
#include "kiosk/base/log.h"

namespace linli::drivers {
namespace {

using camera::Frame;

constexpr int kWidestPreview = 1280;  // writing has to be seen

/// From good to poor; a page full of small patterns, or of a sensor's noise, needs less.
constexpr int kQualities[] = {85, 70, 50, 30, 20, 10};

/// Paper under a lamp is bright; below this its mean (of 255) writing drowns in noise.
constexpr std::uint64_t kDarkMean = 60;

bool is_too_dark(const Frame& frame) {
  Bytes luma;
  camera::luma_of(frame, luma);
  const auto sum = std::accumulate(luma.begin(), luma.end(), std::uint64_t{0});
  explicit_bzero(luma.data(), luma.size());
  return sum < kDarkMean * luma.size();
}

/// Null if no JPEG can be made of it.
std::shared_ptr<const domain::ScannedPage> page_of(const Frame& frame) {
  for (const int quality : kQualities) {
    auto jpeg = camera::jpeg_of(frame, quality);
    if (!jpeg) return nullptr;
    auto page = std::make_shared<const domain::ScannedPage>(std::move(*jpeg));
    if (page->jpeg().size() <= domain::kMostPageBytes) return page;
  }
  return nullptr;
}

class GstDocumentCamera final : public DocumentCamera {
 public:
  explicit GstDocumentCamera(CameraOptions options)
      : source_(std::move(options.source), camera::Purpose::document) {}

  Expected<TakenPage, ScanError> photograph(std::stop_token stop,
                                            const std::function<void(PreviewFrame)>& on_frame,
                                            const std::function<bool()>& wanted) override {
    TakenPage taken;
    auto ended = camera::look(source_, stop, [&](const Frame& frame) {
      if (!wanted()) {
        on_frame(camera::preview_of(frame, kWidestPreview));
        return false;
      }
      taken = {page_of(frame), camera::preview_of(frame, kWidestPreview), is_too_dark(frame)};
      return true;
    });
    if (!ended) return unexpected(ended.error());
    if (taken.page == nullptr) {
      base::log(base::LogLevel::error, "a page of the camera can't be made a JPEG");
      return unexpected(ScanError::camera_failed);
    }
    return taken;
  }

 private:
  camera::Source source_;
};

}  // namespace

std::unique_ptr<DocumentCamera> open_document_camera(CameraOptions options) {
  return std::make_unique<GstDocumentCamera>(std::move(options));
}

}  // namespace linli::drivers
