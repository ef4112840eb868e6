/// The process dies, or the power goes, after every single change to the files
/// of the store: what was promised until then holds.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "tests/faults/crashes.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::tests;

namespace {

/// After each change of each path, or every `step`-th.
void let_machine_stop(std::size_t step) {
  const Path& path =
      paths()[static_cast<std::size_t>(GENERATE(range(0, static_cast<int>(paths().size()))))];
  DYNAMIC_SECTION(path.name) {
    const Crashes crashes = crash_everywhere(go(path), step);
    for (const auto& finding : crashes.broken) FAIL_CHECK(finding);
    CHECK(crashes.points * step > 5);
    SUCCEED(path.name << ": " << crashes.points << " points, " << crashes.images
                      << " different disks looked at");
  }
}

}  // namespace

TEST_CASE("what was promised holds after a kill or a power cut, at one point in three") {
  let_machine_stop(3);
}

TEST_CASE("what was promised holds after a kill or a power cut at every point", "[long]") {
  let_machine_stop(1);
}

TEST_CASE("the model's page cache is what the files really are") {
  for (const Path& path : paths()) {
    CAPTURE(path.name);
    const Beginning beginning = beginning_of(path);
    World world(beginning.image, beginning.books, beginning.now);
    path.act(world);
    world.close();
    DiskModel disk(beginning.image);
    for (const Change& change : world.watch.changes()) disk.apply(change);
    CHECK(disk.after(kCuts[0], 0) == read_image(world.path()));
  }
}
