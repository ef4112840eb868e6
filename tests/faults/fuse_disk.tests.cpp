/// The strict disk of the model under a real process and a real kernel: what was not synced is
/// dropped, reordered or torn when the power goes.
#include <catch2/catch_test_macros.hpp>

#include "tests/faults/fuse_disk.h"
#include "tests/faults/sql_rewrites.h"

using namespace linli::tests;

namespace {

constexpr unsigned kSeed = 20261122;

void check_cuts(int cuts) {
  FuseDisk disk;
  if (!disk.missing().empty()) SKIP(disk.missing());
  const PowerCuts result = cut_power(disk, cuts, kSeed);
  for (const auto& finding : result.broken) FAIL_CHECK(finding);
  CHECK(result.stored > static_cast<std::size_t>(cuts));
  CHECK(result.accepted > 0);
  SUCCEED("FUSE: " << result.cuts << " cuts, " << result.stored << " receipts and "
                   << result.accepted << " acceptances printed before");
}

}  // namespace

TEST_CASE("what was printed is there after the power of a strict disk was cut") { check_cuts(20); }

TEST_CASE("what was printed is there after a hundred cuts of a strict disk's power", "[long]") {
  check_cuts(100);
}

TEST_CASE("the looks find receipts that a strict disk lost without syncs") {
  for (const char* less : {"synchronous = NORMAL", "synchronous = OFF"}) {
    FuseDisk disk;
    if (!disk.missing().empty()) SKIP(disk.missing());
    const SqlRewrites rewrites(Rewrites{{"synchronous = FULL", less}});
    INFO(less);
    CHECK_FALSE(cut_power(disk, 40, kSeed).broken.empty());
  }
}
