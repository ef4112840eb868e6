#include "drivers/camera/picture_file.h"

#include "drivers/camera/pipeline.h"

namespace linli::drivers {
namespace {

constexpr std::chrono::milliseconds kLongestDecoding{5000};
constexpr std::chrono::milliseconds kSlice{200};

PictureError picture_error(camera::PipelineError error) {
  switch (error) {
    case camera::PipelineError::not_there:
      return PictureError::no_file;
    case camera::PipelineError::busy:
    case camera::PipelineError::broken:
      return PictureError::no_picture;
    case camera::PipelineError::too_large:
      return PictureError::too_large;
  }
  return PictureError::no_picture;
}

Expected<camera::Frame, PictureError> load(const std::filesystem::path& path) {
  auto pipeline = camera::Pipeline::start(camera::SourceKind::single_picture, path.string());
  if (!pipeline) return unexpected(picture_error(pipeline.error()));
  for (auto waited = kSlice; waited < kLongestDecoding; waited += kSlice) {
    auto frame = pipeline->next(kSlice);
    if (!frame) return unexpected(picture_error(frame.error()));
    if (*frame) return std::move(**frame);
  }
  return unexpected(PictureError::no_picture);
}

}  // namespace

Expected<std::optional<std::string>, PictureError> decode_picture_file(
    const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return unexpected(PictureError::no_file);
  const auto frame = load(path);
  if (!frame) return unexpected(frame.error());
  Bytes luma;
  return decode_qr_patiently(camera::luma_of(*frame, luma));
}

}  // namespace linli::drivers
