#pragma once
#include <filesystem>
#include <string>

#include "kiosk/base/clock.h"
#include "offline_cache/store/terminal_identity.h"
#include "tests/support/working_process.h"

namespace linli::tests {

/// What the terminal does from one time that it is switched on to the next.
struct TerminalDay {
  std::filesystem::path folder;  // of the store
  std::string centre_url;
  const offline_cache::TerminalIdentity& identity;  // outlives it
  base::WallTime begins{};
  int items = 0;      // still to come today, evenly over eight hours for a whole day
  int all_items = 0;  // of a whole day
};

/// The real store and the real engine on a clock that runs ahead; residents hand in, everything is
/// sent, the day is closed. Prints "stored ID NUMBER" for each receipt, "closed RESULT HERE THERE",
/// and last "evening WAITING OPEN_BOOKS KILOBYTES DESCRIPTORS BYTES" (memory of this process, bytes
/// of the database), or "trouble WHAT".
void work_through(const TerminalDay& day, const WorkingProcess::Print& print);

/// So many days in which nobody comes, and old content is deleted. Prints "evening …" once.
void rest_for(const TerminalDay& day, int days, const WorkingProcess::Print& print);

/// VmRSS of a process.
long resident_kilobytes_of(pid_t process);

}  // namespace linli::tests
