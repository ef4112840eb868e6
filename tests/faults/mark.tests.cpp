/// The high-water mark is synced now and then only: what a crash leaves of its file.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "offline_cache/store/high_water_mark.h"
#include "tests/faults/disk_model.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::offline_cache;

namespace {

constexpr std::uint64_t kMarks = 40;
constexpr std::uint64_t kMostLost = 4;

/// What is read from the file that the machine left.
std::uint64_t sequence_in(const Image& image) {
  const TemporaryFolder folder(folder_in_memory());
  write_image(folder.path(), image);
  const auto mark = read_mark(folder.path() / "store.mark");
  REQUIRE((mark && *mark));
  return (*mark)->sequence;
}

}  // namespace

TEST_CASE("a power cut at any point leaves one of the newest marks, a kill the newest") {
  const TemporaryFolder folder(folder_in_memory());
  std::vector<std::size_t> changes_of;  // how many until the mark of that sequence was written
  std::vector<Change> changes;
  {
    FileWatch watch(folder.path());
    MarkFile file(folder.path() / "store.mark");
    HighWaterMark mark{base::make_uuid_v7({}), 0, {}};
    for (; mark.sequence < kMarks; ++mark.sequence) {
      REQUIRE_FALSE(file.write(mark));
      changes_of.push_back(watch.changes().size());
    }
    REQUIRE_FALSE(file.settle());
    changes = watch.changes();
  }
  DiskModel disk({});
  for (std::size_t point = 0; point <= changes.size(); ++point) {
    if (point > 0) disk.apply(changes[point - 1]);
    if (point < changes_of.front()) continue;
    const auto written = static_cast<std::uint64_t>(std::ranges::upper_bound(changes_of, point) -
                                                    changes_of.begin() - 1);
    for (const Cut& cut : kCuts) {
      CAPTURE(point, cut.name);
      const std::uint64_t found = sequence_in(disk.after(cut, point));
      const bool settled = point == changes.size();
      CHECK(found + (cut.kept == Cut::Kept::all || settled ? 0 : kMostLost) >= written);
      CHECK(found <= written + 1);
    }
  }
}
