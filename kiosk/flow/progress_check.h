#pragma once
#include "kiosk/flow/addition.h"
#include "kiosk/flow/pending.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// Where a matter stands, by its receipt's code. Needs no card:
///   looking → checking → report, or failed; no_camera. The camera is open only
/// while it is looked for a code.
class ProgressCheck {
 public:
  explicit ProgressCheck(Surroundings& around) : around_(around) { look(); }
  ~ProgressCheck() { stop(); }
  ProgressCheck(const ProgressCheck&) = delete;
  ProgressCheck& operator=(const ProgressCheck&) = delete;

  /// Looks for a code again after a failure or a report.
  void retry();
  /// Closes the camera while something else covers the screen, and opens it again.
  void pause();
  void resume();

  /// What is to be added to the matter; null where that is not offered.
  std::shared_ptr<const Addition> addition(domain::Addition what) const;

  bool has_report() const { return report_.has_value(); }
  ScanView scan_view() const;
  ProgressView progress_view() const;

 private:
  using State = ScanView::State;
  void look();
  void stop();
  void scanned(Expected<std::string, drivers::ScanError> code);
  void checked(Expected<domain::StageReport, offline_cache::LookupError> report);

  Surroundings& around_;
  Pending frames_;
  Pending code_;
  Pending report_pending_;
  State state_ = State::looking;
  bool camera_open_ = false;
  std::shared_ptr<const drivers::PreviewFrame> frame_;
  std::uint64_t frame_number_ = 0;
  std::optional<offline_cache::LookupError> error_;
  std::optional<domain::StageReport> report_;
};

}  // namespace linli::flow
