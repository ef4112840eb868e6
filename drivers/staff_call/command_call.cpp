#include "drivers/staff_call/command_call.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "kiosk/base/run_program.h"

namespace linli::drivers {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostSaid = 64 * 1024;  // nobody reads what the program says

const char* word_of(CallReason reason) {
  switch (reason) {
    case CallReason::help:
      return "help";
    case CallReason::emergency:
      return "emergency";
  }
  return "";
}

CallError error_of(const std::error_code& error) {
  if (error == std::errc::operation_canceled) return CallError::stopped;
  if (error == std::errc::io_error) return CallError::not_taken;  // ended with something but 0
  if (error == std::errc::timed_out) return CallError::silent;
  for (const auto not_started :
       {std::errc::no_such_file_or_directory, std::errc::not_a_directory,
        std::errc::permission_denied, std::errc::executable_format_error}) {
    if (error == not_started) return CallError::missing;
  }
  return CallError::failing;
}

bool may_be_run(const fs::path& file) {
  std::error_code unknown;
  return fs::is_regular_file(file, unknown) && ::access(file.c_str(), X_OK) == 0;
}

/// Where posix_spawnp finds it, too.
bool is_there(const std::string& program) {
  if (program.find('/') != std::string::npos) return may_be_run(program);
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  std::istringstream folders(path != nullptr ? path : "/bin:/usr/bin");
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (may_be_run(fs::path(folder) / program)) return true;
  }
  return false;
}

}  // namespace

Expected<void, CallError> CommandCall::look(std::stop_token) {
  if (options_.command.empty() || !is_there(options_.command.front())) {
    return unexpected(CallError::missing);
  }
  return {};
}

Expected<void, CallError> CommandCall::call(CallReason reason, std::stop_token stop) {
  if (options_.command.empty()) return unexpected(CallError::missing);
  std::vector<std::string> arguments = options_.command;
  arguments.emplace_back(word_of(reason));
  arguments.push_back(options_.terminal);
  const auto said = base::run_program(arguments, {}, kMostSaid, options_.longest, std::move(stop));
  if (!said) return unexpected(error_of(said.error()));
  return {};
}

std::string_view describe(CallError error) {
  switch (error) {
    case CallError::stopped:
      return "stopped";
    case CallError::missing:
      return "the program is not there, or may not be run";
    case CallError::not_taken:
      return "not taken: the program ended with an error";
    case CallError::silent:
      return "no answer in time";
    case CallError::failing:
      return "the program does not do as it should";
  }
  return "";
}

}  // namespace linli::drivers
