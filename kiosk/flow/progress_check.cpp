#include "kiosk/flow/progress_check.h"

#include "kiosk/flow/wipe.h"

namespace linli::flow {

using offline_cache::LookupError;

void ProgressCheck::look() {
  state_ = State::looking;
  error_.reset();
  report_.reset();
  camera_open_ = true;
  around_.needs.scan_desk.start(
      frames_.wait_for([this](std::shared_ptr<const drivers::PreviewFrame> frame) {
        frame_ = std::move(frame);
        ++frame_number_;
        around_.changed();
      }),
      code_.wait_for(
          [this](Expected<std::string, drivers::ScanError> code) { scanned(std::move(code)); }));
}

void ProgressCheck::stop() {
  frames_.cancel();
  code_.cancel();
  frame_.reset();
  if (camera_open_) around_.needs.scan_desk.stop();
  camera_open_ = false;
}

void ProgressCheck::scanned(Expected<std::string, drivers::ScanError> code) {
  stop();
  if (!code) {
    state_ = State::no_camera;
  } else {
    state_ = State::checking;
    around_.needs.lookups.stage(
        *code, report_pending_.wait_for([this](Expected<domain::StageReport, LookupError> report) {
          checked(std::move(report));
        }));
    wipe(*code);
  }
  around_.changed();
}

void ProgressCheck::checked(Expected<domain::StageReport, LookupError> report) {
  if (report) {
    report_ = std::move(*report);
  } else {
    state_ = State::failed;
    error_ = report.error();
    if (error_ == LookupError::forged_code) {
      around_.needs.audit.record(offline_cache::AuditKind::code_rejected, "forged");
    } else if (error_ == LookupError::foreign_code) {
      around_.needs.audit.record(offline_cache::AuditKind::code_rejected, "foreign");
    }
  }
  around_.changed();
}

void ProgressCheck::retry() {
  if (has_report() || state_ == State::failed || state_ == State::no_camera) look();
}

void ProgressCheck::pause() { stop(); }

void ProgressCheck::resume() {
  if (state_ == State::looking && !has_report() && !camera_open_) look();
}

ScanView ProgressCheck::scan_view() const {
  return {state_, frame_, frame_number_, error_, around_.needs.matters != nullptr};
}

ProgressView ProgressCheck::progress_view() const {
  return {*report_, around_.needs.catalogue.find(report_->service),
          additions_to(*report_, terminal_now(around_.needs))};
}

std::shared_ptr<const Addition> ProgressCheck::addition(domain::Addition what) const {
  return report_ ? make_addition(*report_, terminal_now(around_.needs), what) : nullptr;
}

}  // namespace linli::flow
