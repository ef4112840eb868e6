#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/api/staff_call.h"

namespace linli::drivers {

struct CommandCallOptions {
  std::vector<std::string> command;  // a program, by its path or of PATH, and its arguments
  std::string terminal;              // its number; empty: not known
  std::chrono::milliseconds longest{10'000};
};

/// A command for each call, with the reason (help, emergency) and the terminal's number as its last
/// arguments; ending with 0 says that the call is taken.
class CommandCall final : public StaffCall {
 public:
  explicit CommandCall(CommandCallOptions options) : options_(std::move(options)) {}

  Expected<void, CallError> look(std::stop_token stop) override;
  Expected<void, CallError> call(CallReason reason, std::stop_token stop) override;

 private:
  CommandCallOptions options_;
};

/// For those who install terminals: "no answer in time".
std::string_view describe(CallError error);

}  // namespace linli::drivers
