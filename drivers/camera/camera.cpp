#include "drivers/camera/camera.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string_view>

#include "drivers/camera/pipeline.h"
#include "drivers/camera/still_header.h"
#include "kiosk/base/log.h"

namespace linli::drivers {
namespace {

using camera::Pipeline;
using camera::PipelineError;
using camera::SourceKind;
using std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kSlice = 50ms;         // how soon a stop is noticed
constexpr auto kLongestSilence = 5s;  // between two pictures, and before the first
constexpr int kWidestPreview = 640;
constexpr std::string_view kDevice = "v4l2:";
constexpr std::string_view kFile = "file:";

SourceKind kind_of_file(const std::filesystem::path& path) {
  return camera::still_size(path) ? SourceKind::still_file : SourceKind::video_file;
}

/// What tells a file from the one that stood there before.
std::optional<std::filesystem::file_time_type> time_of_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(path, error);
  if (error) return std::nullopt;
  return time;
}

std::string_view text_of_error(PipelineError error) {
  switch (error) {
    case PipelineError::not_there:
      return "cannot be opened";
    case PipelineError::broken:
      return "gives no pictures";
    case PipelineError::too_large:
      return "its pictures are too large";
  }
  return {};
}

ScanError scan_error(PipelineError error, bool seen_a_picture) {
  switch (error) {
    case PipelineError::not_there:
      return seen_a_picture ? ScanError::camera_failed : ScanError::no_camera;
    case PipelineError::broken:
    case PipelineError::too_large:
      return ScanError::camera_failed;
  }
  return ScanError::camera_failed;
}

class Camera final : public CodeScanner {
 public:
  explicit Camera(CameraOptions options) : source_(std::move(options.source)) {}

  Expected<std::string, ScanError> scan(std::stop_token stop,
                                        const std::function<void(PreviewFrame)>& on_frame) override;

 private:
  Expected<Pipeline, PipelineError> open();
  bool file_was_replaced() const;

  std::string source_;
  std::filesystem::path file_;  // empty for a device
  std::optional<std::filesystem::file_time_type> file_time_;
};

Expected<Pipeline, PipelineError> Camera::open() {
  if (source_.starts_with(kDevice)) {
    return Pipeline::start(SourceKind::v4l2_device, source_.substr(kDevice.size()));
  }
  if (!source_.starts_with(kFile)) return unexpected(PipelineError::not_there);
  file_ = source_.substr(kFile.size());
  file_time_ = time_of_file(file_);
  return Pipeline::start(kind_of_file(file_), file_.string());
}

bool Camera::file_was_replaced() const {
  if (file_.empty()) return false;
  const auto time = time_of_file(file_);
  return time && time != file_time_;
}

Expected<std::string, ScanError> Camera::scan(std::stop_token stop,
                                              const std::function<void(PreviewFrame)>& on_frame) {
  auto pipeline = open();
  bool seen = false;
  auto last_picture = steady_clock::now();
  while (!stop.stop_requested()) {
    auto frame = pipeline ? pipeline->next(kSlice) : unexpected(pipeline.error());
    // Also where a file was half written when it was opened.
    if (file_was_replaced()) {
      pipeline = open();
      continue;
    }
    if (!frame) {
      base::log(base::LogLevel::warning, "camera stopped: {}",
                base::Public{text_of_error(frame.error())});
      return unexpected(scan_error(frame.error(), seen));
    }
    if (!*frame) {
      if (steady_clock::now() - last_picture < kLongestSilence) continue;
      base::log(base::LogLevel::warning, "camera gives no pictures");
      return unexpected(ScanError::camera_failed);
    }
    seen = true;
    last_picture = steady_clock::now();
    on_frame(preview_of(**frame, kWidestPreview));
    Bytes luma;
    if (auto text = decode_qr(luma_of(**frame, luma))) return std::move(*text);
  }
  return unexpected(ScanError::stopped);
}

}  // namespace

std::unique_ptr<CodeScanner> open_camera(CameraOptions options) {
  return std::make_unique<Camera>(std::move(options));
}

}  // namespace linli::drivers
