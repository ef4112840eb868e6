#pragma once
#include <functional>
#include <memory>

#include "drivers/api/document_camera.h"

namespace linli::flow {

/// The document camera, seen from the flows; calls and callbacks on the UI thread.
class PageDesk {
 public:
  using OnFrame = std::function<void(std::shared_ptr<const drivers::PreviewFrame>)>;
  using Done = std::function<void(Expected<drivers::TakenPage, drivers::ScanError>)>;

  virtual ~PageDesk() = default;
  /// Opens the camera and shows what it sees until take(), stop() or a failure.
  virtual void aim(OnFrame on_frame, Done done) = 0;
  /// The next picture is the page.
  virtual void take() = 0;
  /// Closes the camera; no callback of aim() runs afterwards.
  virtual void stop() = 0;
};

}  // namespace linli::flow
