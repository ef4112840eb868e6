#include "kiosk/flow/page_capture.h"

namespace linli::flow {

PageCapture::PageCapture(PageDesk& desk, std::function<void()> changed)
    : desk_(desk), changed_(std::move(changed)) {
  aim();
}

void PageCapture::aim() {
  state_ = State::aiming;
  error_.reset();
  taken_ = {};
  frame_.reset();
  camera_open_ = true;
  desk_.aim(frames_.wait_for([this](std::shared_ptr<const drivers::PreviewFrame> frame) {
    show(std::move(frame));
    changed_();
  }),
            answer_.wait_for([this](Expected<drivers::TakenPage, drivers::ScanError> answer) {
              answered(std::move(answer));
            }));
}

void PageCapture::stop() {
  frames_.cancel();
  answer_.cancel();
  if (camera_open_) desk_.stop();
  camera_open_ = false;
}

void PageCapture::show(std::shared_ptr<const drivers::PreviewFrame> frame) {
  frame_ = std::move(frame);
  ++frame_number_;
}

void PageCapture::answered(Expected<drivers::TakenPage, drivers::ScanError> answer) {
  stop();
  if (answer) {
    state_ = State::checking;
    taken_ = std::move(*answer);
    show(std::make_shared<const drivers::PreviewFrame>(std::move(taken_.preview)));
  } else {
    state_ = State::failed;
    error_ = answer.error();
    frame_.reset();
  }
  changed_();
}

void PageCapture::take() {
  if (state_ != State::aiming || frame_ == nullptr) return;  // nobody has seen anything yet
  state_ = State::taking;
  desk_.take();
}

void PageCapture::again() {
  if (state_ == State::checking || state_ == State::failed) aim();
}

PageCaptureView PageCapture::view() const {
  return {state_, frame_, frame_number_, taken_.too_dark, error_};
}

}  // namespace linli::flow
