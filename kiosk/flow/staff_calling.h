#pragma once
#include "kiosk/flow/pending.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// Fetching the hall's staff: calling → called, or failed. It belongs to the terminal rather than
/// to a session: a call goes on when its person leaves, and staff who are on their way to the
/// terminal are not called again within a minute, whoever stands there.
class StaffCalling {
 public:
  explicit StaffCalling(Surroundings& around) : around_(around) {}

  /// Does nothing where nobody can be called, or where staff know already. An emergency says more
  /// than that somebody asks for help; what failed may be tried again at once.
  void call(drivers::CallReason reason);
  /// Of the last call; empty where nobody can be called.
  std::optional<StaffCallState> state() const;

 private:
  bool know_already(drivers::CallReason reason) const;

  Surroundings& around_;
  Pending pending_;
  StaffCallState state_{};
  drivers::CallReason reason_{};
  std::optional<base::SteadyTime> called_at_;  // empty: nobody has been called yet
};

}  // namespace linli::flow
