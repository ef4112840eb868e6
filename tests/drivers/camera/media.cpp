#include "tests/drivers/camera/media.h"

#include <gst/app/gstappsrc.h>
#include <gst/gst.h>

#include <stdexcept>

namespace linli::tests {
namespace {

void write_frames(const std::filesystem::path& path, const std::vector<Bytes>& frames, int width,
                  int height, const std::string& format, const std::string& encoder) {
  gst_init(nullptr, nullptr);
  const std::string description =
      "appsrc name=source format=time caps=video/x-raw,format=" + format +
      ",framerate=10/1,width=" + std::to_string(width) + ",height=" + std::to_string(height) +
      " ! videoconvert ! " + encoder + " ! filesink name=sink";
  GstElement* pipeline = gst_parse_launch(description.c_str(), nullptr);
  GstElement* source = gst_bin_get_by_name(GST_BIN(pipeline), "source");
  GstElement* sink = gst_bin_get_by_name(GST_BIN(pipeline), "sink");
  g_object_set(sink, "location", path.c_str(), nullptr);
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    GstBuffer* buffer = gst_buffer_new_memdup(frames[i].data(), frames[i].size());
    GST_BUFFER_PTS(buffer) = i * (GST_SECOND / 10);
    GST_BUFFER_DURATION(buffer) = GST_SECOND / 10;
    gst_app_src_push_buffer(GST_APP_SRC(source), buffer);
  }
  gst_app_src_end_of_stream(GST_APP_SRC(source));
  GstBus* bus = gst_element_get_bus(pipeline);
  GstMessage* end = gst_bus_timed_pop_filtered(
      bus, 30 * GST_SECOND, static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR));
  const bool written = end && GST_MESSAGE_TYPE(end) == GST_MESSAGE_EOS;
  if (end) gst_message_unref(end);
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_object_unref(bus);
  gst_object_unref(source);
  gst_object_unref(sink);
  gst_object_unref(pipeline);
  if (!written) throw std::runtime_error("could not write " + path.string());
}

}  // namespace

void write_media(const std::filesystem::path& path, const std::vector<Picture>& pictures,
                 const std::string& encoder) {
  const int width = pictures.front().width;
  const int height = pictures.front().height;
  std::vector<Bytes> frames;
  for (const Picture& picture : pictures) {
    Bytes& rgbx = frames.emplace_back();
    for (const std::uint8_t grey : picture.luma) rgbx.insert(rgbx.end(), {grey, grey, grey, 255});
  }
  write_frames(path, frames, width, height, "RGBx", encoder);
}

void write_transparent_png(const std::filesystem::path& path, const Picture& picture) {
  Bytes rgba;
  for (const std::uint8_t grey : picture.luma) {
    rgba.insert(rgba.end(), {0, 0, 0, static_cast<std::uint8_t>(255 - grey)});
  }
  write_frames(path, {rgba}, picture.width, picture.height, "RGBA", "pngenc");
}

}  // namespace linli::tests
