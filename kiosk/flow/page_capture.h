#pragma once
#include "kiosk/flow/page_desk.h"
#include "kiosk/flow/pending.h"
#include "kiosk/flow/view.h"

namespace linli::flow {

/// Taking one page with the document camera:
///   aiming → taking → checking → (kept), or again; failed → again.
/// The camera is open only while somebody aims.
class PageCapture {
 public:
  /// `changed` is called after an answer has changed the view.
  PageCapture(PageDesk& desk, std::function<void()> changed);
  ~PageCapture() { stop(); }
  PageCapture(const PageCapture&) = delete;
  PageCapture& operator=(const PageCapture&) = delete;

  void take();
  /// From a page that is no good, or a failure.
  void again();
  /// The page, once it can be checked; else null.
  std::shared_ptr<const domain::ScannedPage> page() const { return taken_.page; }

  PageCaptureView view() const;

 private:
  using State = PageCaptureView::State;
  void aim();
  void stop();
  void answered(Expected<drivers::TakenPage, drivers::ScanError> answer);
  void show(std::shared_ptr<const drivers::PreviewFrame> frame);

  PageDesk& desk_;
  std::function<void()> changed_;
  Pending frames_;
  Pending answer_;
  State state_ = State::aiming;
  bool camera_open_ = false;
  std::shared_ptr<const drivers::PreviewFrame> frame_;
  std::uint64_t frame_number_ = 0;
  drivers::TakenPage taken_;
  std::optional<drivers::ScanError> error_;
};

}  // namespace linli::flow
