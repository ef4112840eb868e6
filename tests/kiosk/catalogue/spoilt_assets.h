#pragma once
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/catalogue/service.h"
#include "tests/support/files.h"
#include "tests/support/test_assets.h"

namespace linli::tests {

using Faults = std::vector<catalogue::CatalogueError>;

/// The services of tests/services with the project's own regions and calendar, copied so that one
/// file can be spoilt.
class SpoiltAssets {
 public:
  SpoiltAssets() {
    for (const char* folder : {"calendar", "catalogue", "regions"}) {
      std::filesystem::copy(test_assets() / folder, folder_ / folder);
    }
  }
  /// Replaces the first place of `from`, which must be there.
  void replace(const std::string& from, const std::string& to, const char* file) {
    std::string content = read_whole(folder_ / file);
    const std::size_t at = content.find(from);
    REQUIRE(at != std::string::npos);
    content.replace(at, from.size(), to);
    write_whole(folder_ / file, content);
  }
  Faults faults(const std::string& region = "demo") const {
    const auto loaded = catalogue::load_catalogue(folder_.path(), region);
    return loaded ? loaded->service_faults : loaded.error();
  }
  const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
};

inline bool has(const Faults& faults, const std::string& where_ends, const std::string& what_has) {
  return std::ranges::any_of(faults, [&](const catalogue::CatalogueError& fault) {
    return fault.where.ends_with(where_ends) && fault.what.find(what_has) != std::string::npos;
  });
}

}  // namespace linli::tests
