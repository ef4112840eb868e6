#include "kiosk/app/staff_call_thread.h"

#include "drivers/staff_call/command_call.h"
#include "kiosk/base/log.h"

namespace linli::app {
namespace {

using Called = Expected<void, drivers::CallError>;

void note(const Called& called) {
  base::log(called ? base::LogLevel::info : base::LogLevel::warning, "staff call: {}",
            base::Public{called ? "taken" : drivers::describe(called.error())});
}

}  // namespace

void StaffCallThread::call(drivers::CallReason reason, Done done) {
  jobs_.begin([this, reason](const std::stop_token& stop) { return device_->call(reason, stop); },
              note, [done = std::move(done)](const Called& called) { done(called.has_value()); });
}

}  // namespace linli::app
