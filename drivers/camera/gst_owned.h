#pragma once
#include <gst/gst.h>

#include <memory>

/// GStreamer's objects in owning pointers. Private to this directory.
namespace linli::drivers::camera {

struct Unref {
  void operator()(void* object) const { gst_object_unref(object); }
};
struct MessageUnref {
  void operator()(GstMessage* message) const { gst_message_unref(message); }
};
struct SampleUnref {
  void operator()(GstSample* sample) const { gst_sample_unref(sample); }
};
struct ErrorFree {
  void operator()(GError* error) const { g_error_free(error); }
};
template <class Object>
using Owned = std::unique_ptr<Object, Unref>;
using OwnedSample = std::unique_ptr<GstSample, SampleUnref>;
using OwnedError = std::unique_ptr<GError, ErrorFree>;

/// Loads GStreamer at the first use: a terminal that never scans does not pay for it.
inline bool load_gstreamer() {
  static const bool loaded = gst_init_check(nullptr, nullptr, nullptr) == TRUE;
  return loaded;
}

}  // namespace linli::drivers::camera
