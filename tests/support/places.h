#pragma once
#include <filesystem>

namespace linli::tests {

/// Where the programs of this build stand: beside the one that runs.
inline std::filesystem::path programs() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

/// The assets that they use.
inline std::filesystem::path assets() { return programs().parent_path() / "share" / "linli"; }

}  // namespace linli::tests
