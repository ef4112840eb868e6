#include "kiosk/flow/staff_calling.h"

namespace linli::flow {

using drivers::CallReason;

namespace {

constexpr std::chrono::minutes kOnTheirWay{1};

}  // namespace

bool StaffCalling::know_already(CallReason reason) const {
  if (!called_at_ || state_ == StaffCallState::failed) return false;
  if (reason == CallReason::emergency && reason_ == CallReason::help) return false;
  return around_.needs.clock.steady() < *called_at_ + kOnTheirWay;
}

void StaffCalling::call(CallReason reason) {
  StaffCallDesk* desk = around_.needs.staff_call;
  if (desk == nullptr || know_already(reason)) return;
  state_ = StaffCallState::calling;
  reason_ = reason;
  called_at_ = around_.needs.clock.steady();
  desk->call(reason, pending_.wait_for([this](bool taken) {
    state_ = taken ? StaffCallState::called : StaffCallState::failed;
    around_.changed();
  }));
}

std::optional<StaffCallState> StaffCalling::state() const {
  if (around_.needs.staff_call == nullptr || !called_at_) return std::nullopt;
  return state_;
}

}  // namespace linli::flow
