#pragma once
#include <functional>

#include "drivers/api/staff_call.h"

namespace linli::flow {

/// Whatever fetches the hall's staff, seen from the flows; calls and callbacks on the UI thread.
class StaffCallDesk {
 public:
  using Done = std::function<void(bool taken)>;

  virtual ~StaffCallDesk() = default;
  /// Goes on to its end, whoever leaves meanwhile, and answers once.
  virtual void call(drivers::CallReason reason, Done done) = 0;
};

}  // namespace linli::flow
