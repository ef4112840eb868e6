/// Every call that touches a file fails once, or for good, in every way that a
/// disk fails: nothing that was promised is lost, and a later opening works.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cerrno>

#include "tests/faults/crashes.h"

using namespace linli;
using namespace linli::tests;

namespace {

constexpr std::uint32_t bit(CallKind kind) { return 1u << static_cast<int>(kind); }
constexpr std::uint32_t kGrowing =
    bit(CallKind::open) | bit(CallKind::write) | bit(CallKind::rename);
constexpr std::uint32_t kMoving = bit(CallKind::read) | bit(CallKind::write);

struct Trouble {
  const char* name;
  Fault fault;
  bool unnoticed;  // POSIX allows it at any time: whoever asked must not even see it
};

constexpr Trouble kTroubles[] = {
    {"the disk is full once", {ENOSPC, false, kGrowing}, false},
    {"the disk is full from here on", {ENOSPC, true, kGrowing}, false},
    {"one call fails", {EIO, false, ~0u}, false},
    {"the disk fails from here on", {EIO, true, ~0u}, false},
    {"a read or write does half", {0, false, kMoving}, true},
    {"every read and write does half", {0, true, kMoving}, true},
};

/// What is broken after the path met the trouble at this call; after a sync
/// that failed, also if the power goes at the end.
std::vector<std::string> broken_by(const Path& path, const Beginning& beginning,
                                   const Trouble& trouble, std::size_t call) {
  std::vector<std::string> broken;
  Books books;
  Image left;
  Image after_cut;
  bool sync_failed = false;
  {
    World world(beginning.image, beginning.books, beginning.now);
    world.watch.fail_at(call, trouble.fault);
    path.act(world);
    if (trouble.unnoticed && world.refusals() > 0) broken.emplace_back("half a call was refused");
    DiskModel disk(beginning.image);
    for (const Change& change : world.watch.changes()) {
      disk.apply(change);
      sync_failed = sync_failed || change.kind == Change::Kind::failed_sync;
    }
    if (sync_failed) after_cut = disk.after(kCuts[1], 0);
    world.watch.heal();
    world.close();
    books = world.books;
    left = read_image(world.path());
  }
  std::ranges::copy(look_at(left, books, kEnd, beginning.now), std::back_inserter(broken));
  if (sync_failed) {
    std::ranges::copy(look_at(after_cut, books, kEnd, beginning.now), std::back_inserter(broken));
  }
  return broken;
}

bool concerns(const Trouble& trouble, CallKind kind) {
  return (trouble.fault.kinds & bit(kind)) != 0;
}

std::vector<CallKind> kinds_of(const Path& path, const Beginning& beginning) {
  World world(beginning.image, beginning.books, beginning.now);
  path.act(world);
  world.close();
  return world.watch.calls();
}

/// Of the calls of each path every `step`-th, another remainder for each trouble.
void let_calls_fail(std::size_t step) {
  const Path& path =
      paths()[static_cast<std::size_t>(GENERATE(range(0, static_cast<int>(paths().size()))))];
  DYNAMIC_SECTION(path.name) {
    const Beginning beginning = beginning_of(path);
    const auto kinds = kinds_of(path, beginning);
    std::size_t faults = 0;
    int findings = 0;
    for (std::size_t i = 0; i < std::size(kTroubles); ++i) {
      const Trouble& trouble = kTroubles[i];
      for (std::size_t call = i % step; call < kinds.size() && findings < 10; call += step) {
        if (!concerns(trouble, kinds[call])) continue;
        ++faults;
        for (const auto& broken : broken_by(path, beginning, trouble, call)) {
          ++findings;
          FAIL_CHECK("call " << call << " of " << kinds.size() << ", " << trouble.name << ": "
                             << broken);
        }
      }
    }
    SUCCEED(path.name << ": " << kinds.size() << " calls, " << faults << " faults");
  }
}

}  // namespace

TEST_CASE("no promise is broken by a call that fails, one in fifteen of them") {
  let_calls_fail(15);
}

TEST_CASE("no promise is broken by a call that fails, whichever it is", "[long]") {
  let_calls_fail(1);
}
