#pragma once
#include <stop_token>

#include "kiosk/base/expected.h"

namespace linli::drivers {

enum class CallReason {
  help,       // somebody asks for staff
  emergency,  // an application that can't wait was handed in
};

/// Why nobody was reached.
enum class CallError {
  stopped,
  missing,    // what calls is not there, or may not be used
  not_taken,  // it says that the call did not get through
  silent,     // no answer in time
  failing,    // it does not do as it should
};

/// A pager, a lamp, a message: whatever fetches the hall's staff. It is told no personal data. Used
/// by one worker thread.
class StaffCall {
 public:
  virtual ~StaffCall() = default;

  /// Whether somebody could be called now; nobody notices.
  virtual Expected<void, CallError> look(std::stop_token stop) = 0;

  /// Answers once the call is taken, within seconds, or soon after it is stopped.
  virtual Expected<void, CallError> call(CallReason reason, std::stop_token stop) = 0;
};

}  // namespace linli::drivers
