#include "drivers/camera/source.h"

#include <string_view>

#include "drivers/camera/still_header.h"

namespace linli::drivers::camera {
namespace {

constexpr std::string_view kDevice = "v4l2:";
constexpr std::string_view kFile = "file:";

SourceKind kind_of_file(const std::filesystem::path& path) {
  return still_size(path) ? SourceKind::still_file : SourceKind::video_file;
}

/// What tells a file from the one that stood there before.
std::optional<std::filesystem::file_time_type> time_of_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(path, error);
  if (error) return std::nullopt;
  return time;
}

}  // namespace

std::string_view text_of_error(PipelineError error) {
  switch (error) {
    case PipelineError::not_there:
      return "cannot be opened";
    case PipelineError::busy:
      return "is used by something else";
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
    case PipelineError::busy:
      return ScanError::camera_busy;
    case PipelineError::broken:
    case PipelineError::too_large:
      return ScanError::camera_failed;
  }
  return ScanError::camera_failed;
}

Expected<Pipeline, PipelineError> Source::open() {
  if (name_.starts_with(kDevice)) {
    const auto kind =
        purpose_ == Purpose::document ? SourceKind::v4l2_document_device : SourceKind::v4l2_device;
    return Pipeline::start(kind, name_.substr(kDevice.size()));
  }
  if (!name_.starts_with(kFile)) return unexpected(PipelineError::not_there);
  file_ = name_.substr(kFile.size());
  file_time_ = time_of_file(file_);
  return Pipeline::start(kind_of_file(file_), file_.string());
}

bool Source::was_replaced() const {
  if (file_.empty()) return false;
  const auto time = time_of_file(file_);
  return time && time != file_time_;
}

}  // namespace linli::drivers::camera
