#include "drivers/camera/look.h"

#include <chrono>

#include "kiosk/base/log.h"

namespace linli::drivers::camera {
namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kSlice = 50ms;         // how soon a stop is noticed
constexpr auto kLongestSilence = 5s;  // between two pictures, and before the first

}  // namespace

Expected<void, ScanError> look(Source& source, const std::stop_token& stop,
                               const std::function<bool(const Frame&)>& enough) {
  auto pipeline = source.open();
  bool seen = false;
  auto last_picture = steady_clock::now();
  while (!stop.stop_requested()) {
    auto frame = pipeline ? pipeline->next(kSlice) : unexpected(pipeline.error());
    // Also where a file was half written when it was opened.
    if (source.was_replaced()) {
      pipeline = source.open();
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
    if (enough(**frame)) return {};
  }
  return unexpected(ScanError::stopped);
}

}  // namespace linli::drivers::camera
