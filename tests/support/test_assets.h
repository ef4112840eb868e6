#pragma once
#include <filesystem>

#include "tests/support/temporary_folder.h"

namespace linli::tests {

/// The project's assets with one service only, that of tests/services: what forms and screens do
/// with it does not change with the services that are shipped. Gone at the end of the program.
inline const std::filesystem::path& test_assets() {
  static const TemporaryFolder folder;
  static const bool made = [] {
    const std::filesystem::path sources = LINLI_SOURCES;
    for (const char* name : {"regions", "calendar", "guide"}) {
      std::filesystem::create_directory_symlink(sources / "assets" / name, folder / name);
    }
    std::filesystem::create_directory_symlink(sources / "tests" / "services", folder / "catalogue");
    return true;
  }();
  static_cast<void>(made);
  return folder.path();
}

}  // namespace linli::tests
