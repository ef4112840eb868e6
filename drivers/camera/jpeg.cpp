#include "drivers/camera/jpeg.h"

#include <fmt/format.h>
#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>

#include "drivers/camera/gst_owned.h"

namespace linli::drivers::camera {
namespace {

constexpr GstClockTime kPatience = 5 * GST_SECOND;

/// Rows of RGBA, as a Frame has them, to one JPEG.
std::string description_of(const Frame& frame, int quality) {
  return fmt::format(
      "appsrc name=source num-buffers=1 format=time caps=video/x-raw,format=RGBA,width={},"
      "height={},framerate=0/1 ! videoconvert ! jpegenc quality={} ! appsink name=sink sync=false",
      frame.width, frame.height, quality);
}

/// Whatever GStreamer began is ended before its elements go.
struct Running {
  Owned<GstElement> pipeline;
  ~Running() { gst_element_set_state(pipeline.get(), GST_STATE_NULL); }
};

std::optional<Bytes> bytes_in(GstSample* sample) {
  GstMapInfo map;
  GstBuffer* buffer = gst_sample_get_buffer(sample);
  if (buffer == nullptr || gst_buffer_map(buffer, &map, GST_MAP_READ) == FALSE) return std::nullopt;
  Bytes bytes(map.data, map.data + map.size);
  gst_buffer_unmap(buffer, &map);
  return bytes;
}

}  // namespace

std::optional<Bytes> jpeg_of(const Frame& frame, int quality) {
  if (!load_gstreamer()) return std::nullopt;
  GError* parse_error = nullptr;
  const Running running{
      Owned<GstElement>(gst_parse_launch(description_of(frame, quality).c_str(), &parse_error))};
  if (const OwnedError error{parse_error}) return std::nullopt;  // the encoder is missing
  auto* bin = GST_BIN(running.pipeline.get());
  const Owned<GstElement> source(gst_bin_get_by_name(bin, "source"));
  const Owned<GstElement> sink(gst_bin_get_by_name(bin, "sink"));
  gst_element_set_state(running.pipeline.get(), GST_STATE_PLAYING);
  GstBuffer* picture = gst_buffer_new_memdup(frame.rgba.data(), frame.rgba.size());
  if (gst_app_src_push_buffer(GST_APP_SRC(source.get()), picture) != GST_FLOW_OK) {  // takes it
    return std::nullopt;
  }
  const OwnedSample sample(gst_app_sink_try_pull_sample(GST_APP_SINK(sink.get()), kPatience));
  return sample ? bytes_in(sample.get()) : std::nullopt;
}

}  // namespace linli::drivers::camera
