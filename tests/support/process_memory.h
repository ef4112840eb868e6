#pragma once
#include <sys/types.h>

#include <cstddef>
#include <string>
#include <vector>

namespace linli::tests {

/// Where in a process's writable memory a text was found.
struct MemoryFinding {
  std::string region;  // as /proc names it: [heap], [stack], empty for anonymous
  std::string form;    // UTF-8, UTF-16LE or UTF-32LE
  std::size_t offset = 0;
};

/// Searches every writable region of another process for a text, in each
/// encoding a program may hold it in. Throws ScenarioFailure where the system
/// does not let this process look.
std::vector<MemoryFinding> find_in_memory(pid_t process, const std::string& utf8);

/// VmRSS in kB, and processor time used by all threads in nanoseconds.
long resident_kilobytes(pid_t process);
long long processor_nanoseconds(pid_t process);

}  // namespace linli::tests
