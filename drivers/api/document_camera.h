#pragma once
#include <functional>
#include <memory>
#include <stop_token>

#include "drivers/api/code_scanner.h"
#include "kiosk/domain/scanned_page.h"

namespace linli::drivers {

/// A page as it was taken.
struct TakenPage {
  std::shared_ptr<const domain::ScannedPage> page;  // at most domain::kMostPageBytes
  PreviewFrame preview;                             // what it shows, to be checked
  bool too_dark = false;                            // writing can hardly be read
};

/// A camera over the place where a paper is laid. Used by one worker thread; the camera is open
/// only while photograph() runs.
class DocumentCamera {
 public:
  virtual ~DocumentCamera() = default;

  /// Shows pictures until `wanted` says that the next one is to be taken, stop, or failure.
  /// `on_frame` and `wanted` are called on the calling thread for every picture, at most 15 a
  /// second.
  virtual Expected<TakenPage, ScanError> photograph(
      std::stop_token stop, const std::function<void(PreviewFrame)>& on_frame,
      const std::function<bool()>& wanted) = 0;
};

}  // namespace linli::drivers
