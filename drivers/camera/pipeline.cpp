#include "drivers/camera/pipeline.h"

#include <fmt/format.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <string_view>

#include "drivers/camera/gst_owned.h"
#include "drivers/camera/still_header.h"
#include "kiosk/base/log.h"

namespace linli::drivers::camera {
namespace {

struct SourceRow {
  SourceKind kind;
  const char* source;    // its element, called "source"
  const char* property;  // of the source, that takes the location
  const char* after;     // between decoder and converter
  bool repeats;          // begins again at its end
};
constexpr std::array<SourceRow, 5> kSources{{
    {SourceKind::v4l2_device,
     "v4l2src name=source ! capsfilter caps=\"image/jpeg,width=1280,height=720;"
     "video/x-raw,width=1280,height=720;image/jpeg;video/x-raw\"",
     "device", "videorate drop-only=true max-rate=15 !", false},
    {SourceKind::v4l2_document_device,
     "v4l2src name=source ! capsfilter caps=\"image/jpeg,width=1920,height=1080;"
     "video/x-raw,width=1920,height=1080;image/jpeg;video/x-raw\"",
     "device", "videorate drop-only=true max-rate=15 !", false},
    {SourceKind::still_file, "filesrc name=source", "location",
     "videoconvert ! imagefreeze ! video/x-raw,framerate=15/1 !", false},
    {SourceKind::video_file, "filesrc name=source", "location",
     "videorate drop-only=true max-rate=15 !", true},
    {SourceKind::single_picture, "filesrc name=source", "location", "", false},
}};

/// What may_decode knows and finds out, on GStreamer's threads.
struct SizeLimit {
  bool measured = false;  // a still whose header was within the limit
  std::atomic<bool> exceeded{false};
};

/// What every source goes through. Stills and cameras larger than anything in use
/// are reduced, so that a second has no more to do than its pictures are worth.
std::string description_of(const SourceRow& row) {
  const bool full_size = row.kind == SourceKind::single_picture;
  return fmt::format(
      "{} ! decodebin name=decoder expose-all-streams=false caps=video/x-raw ! {} "
      "videoconvert ! videoscale ! video/x-raw,format=RGBA,pixel-aspect-ratio=1/1{} ! "
      "appsink name=sink max-buffers=1 drop={} sync={}",
      row.source, row.after, full_size ? "" : ",width=[1,1920],height=[1,1920]",
      full_size ? "false" : "true", full_size ? "false" : "true");
}

bool is_too_large(std::int64_t width, std::int64_t height) {
  return width * height > kLargestPicture;
}

/// Before a decoder is chosen: refuses pictures that are too large by what
/// their header or container says. Stills that were let in here have been
/// measured (PNG's caps do not tell); others that do not tell are refused.
gboolean may_decode(GstElement*, GstPad*, GstCaps* caps, gpointer limits) {
  auto& limit = *static_cast<SizeLimit*>(limits);
  const GstStructure* format = gst_caps_get_structure(caps, 0);
  int width = 0;
  int height = 0;
  const bool has_size = gst_structure_get_int(format, "width", &width) == TRUE &&
                        gst_structure_get_int(format, "height", &height) == TRUE;
  if (has_size && is_too_large(width, height)) limit.exceeded = true;
  const bool is_still = std::string_view(gst_structure_get_name(format)).starts_with("image/");
  return !limit.exceeded && (has_size || limit.measured || !is_still) ? TRUE : FALSE;
}

/// The one place where GStreamer's errors become ours.
PipelineError error_of(const GError& error) {
  if (error.domain == GST_RESOURCE_ERROR && error.code == GST_RESOURCE_ERROR_BUSY) {
    return PipelineError::busy;
  }
  if (error.domain == GST_RESOURCE_ERROR) return PipelineError::not_there;
  return PipelineError::broken;
}

std::optional<Frame> frame_of(GstSample* sample) {
  const GstStructure* format = gst_caps_get_structure(gst_sample_get_caps(sample), 0);
  Frame frame;
  if (gst_structure_get_int(format, "width", &frame.width) == FALSE ||
      gst_structure_get_int(format, "height", &frame.height) == FALSE || frame.width <= 0 ||
      frame.height <= 0 || is_too_large(frame.width, frame.height)) {
    return std::nullopt;
  }
  GstMapInfo map;
  GstBuffer* buffer = gst_sample_get_buffer(sample);
  if (!buffer || gst_buffer_map(buffer, &map, GST_MAP_READ) == FALSE) return std::nullopt;
  // Rows of RGBA are never padded: 4 bytes a pixel are aligned as they are.
  const auto size =
      static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height) * 4;
  const bool whole = map.size >= size;
  if (whole) frame.rgba.assign(map.data, map.data + size);
  gst_buffer_unmap(buffer, &map);
  if (!whole) return std::nullopt;
  return frame;
}

}  // namespace

struct Pipeline::Elements {
  const SourceRow* row = nullptr;
  Owned<GstElement> pipeline{};
  Owned<GstElement> sink{};
  SizeLimit limit{};
  bool delivered = false;  // a picture since the beginning, or since the last repetition

  ~Elements() {
    if (pipeline) gst_element_set_state(pipeline.get(), GST_STATE_NULL);
  }
};

Pipeline::Pipeline(std::unique_ptr<Elements> elements) : elements_(std::move(elements)) {}
Pipeline::~Pipeline() = default;
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;

Expected<Pipeline, PipelineError> Pipeline::start(SourceKind kind, const std::string& location) {
  if (!load_gstreamer()) return unexpected(PipelineError::broken);
  auto elements = std::make_unique<Elements>();
  if (kind == SourceKind::still_file || kind == SourceKind::single_picture) {
    const auto size = still_size(location);
    if (size && is_too_large(size->width, size->height)) {
      return unexpected(PipelineError::too_large);
    }
    elements->limit.measured = size.has_value();
  }
  elements->row = std::ranges::find(kSources, kind, &SourceRow::kind);
  GError* parse_error = nullptr;
  elements->pipeline.reset(gst_parse_launch(description_of(*elements->row).c_str(), &parse_error));
  if (const OwnedError error{parse_error}) {  // a plugin is missing
    base::log(base::LogLevel::error, "camera pipeline: {}", base::Public{error->message});
    return unexpected(PipelineError::broken);
  }
  auto* bin = GST_BIN(elements->pipeline.get());
  const Owned<GstElement> source(gst_bin_get_by_name(bin, "source"));
  const Owned<GstElement> decoder(gst_bin_get_by_name(bin, "decoder"));
  elements->sink.reset(gst_bin_get_by_name(bin, "sink"));
  g_object_set(source.get(), elements->row->property, location.c_str(), nullptr);
  g_signal_connect(decoder.get(), "autoplug-continue", G_CALLBACK(may_decode), &elements->limit);
  gst_element_set_state(elements->pipeline.get(), GST_STATE_PLAYING);
  Pipeline pipeline(std::move(elements));
  if (const auto error = pipeline.error()) return unexpected(*error);
  return pipeline;
}

std::optional<PipelineError> Pipeline::error() const {
  const Owned<GstBus> bus(gst_element_get_bus(elements_->pipeline.get()));
  const std::unique_ptr<GstMessage, MessageUnref> message(
      gst_bus_pop_filtered(bus.get(), GST_MESSAGE_ERROR));
  if (elements_->limit.exceeded) return PipelineError::too_large;
  if (!message) return std::nullopt;
  GError* parsed = nullptr;
  gst_message_parse_error(message.get(), &parsed, nullptr);
  const OwnedError reason(parsed);
  return error_of(*reason);
}

Expected<std::optional<Frame>, PipelineError> Pipeline::next(std::chrono::milliseconds patience) {
  auto* sink = GST_APP_SINK(elements_->sink.get());
  const auto wait = static_cast<GstClockTime>(patience.count()) * GST_MSECOND;
  const OwnedSample sample(gst_app_sink_try_pull_sample(sink, wait));
  if (sample) {
    elements_->delivered = true;
    auto frame = frame_of(sample.get());
    if (!frame) return unexpected(PipelineError::broken);
    return frame;
  }
  if (const auto failed = error()) return unexpected(*failed);
  if (gst_app_sink_is_eos(sink) == FALSE) return std::nullopt;
  // A video that gave no picture at all would be repeated for ever.
  if (!elements_->row->repeats || !elements_->delivered) return unexpected(PipelineError::broken);
  elements_->delivered = false;
  constexpr auto kFlags = static_cast<GstSeekFlags>(GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_KEY_UNIT);
  if (gst_element_seek_simple(elements_->pipeline.get(), GST_FORMAT_TIME, kFlags, 0) == FALSE) {
    return unexpected(PipelineError::broken);
  }
  return std::nullopt;
}

}  // namespace linli::drivers::camera
