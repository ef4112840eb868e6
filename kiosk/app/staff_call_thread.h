#pragma once
#include <memory>

#include "drivers/api/staff_call.h"
#include "kiosk/app/device_jobs.h"
#include "kiosk/flow/staff_call_desk.h"

namespace linli::app {

/// The thread of what fetches staff, as the flows see it: one call after the other, each to its end
/// unless the terminal itself ends.
class StaffCallThread final : public flow::StaffCallDesk {
 public:
  /// The queue outlives the object.
  StaffCallThread(std::unique_ptr<drivers::StaffCall> device, base::TaskQueue& queue)
      : device_(std::move(device)), jobs_(queue, "staff-call") {}

  void call(drivers::CallReason reason, Done done) override;

 private:
  std::unique_ptr<drivers::StaffCall> device_;
  DeviceJobs<Expected<void, drivers::CallError>> jobs_;  // last: stops before what its jobs use
};

}  // namespace linli::app
