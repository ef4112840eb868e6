#pragma once
#include "tests/faults/disk_model.h"
#include "tests/faults/world.h"

namespace linli::tests {

struct Crashes {
  std::size_t points = 0;  // after each of which the machine was stopped once
  std::size_t images = 0;  // different disks that were found after one, each looked at
  std::vector<std::string> broken;
};

/// What the books are owed by the store found on this disk.
std::vector<std::string> look_at(const Image& image, const Books& books, Point point,
                                 base::WallTime now);

/// A path as it went once: every change to the files, and the books on it.
struct Journey {
  Beginning beginning;
  std::vector<Change> changes;
  Books books;
};
Journey go(const Path& path);

/// Lets the machine stop in every way (kCuts) after each change, or every `step`-th, and holds the
/// store that is found to the books. Stops looking after a few broken promises.
Crashes crash_everywhere(const Journey& journey, std::size_t step = 1);

}  // namespace linli::tests
