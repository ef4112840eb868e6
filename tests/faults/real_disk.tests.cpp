/// The same promises on a file system that nobody modelled: ext4, whose power is cut under a
/// process that writes, and that turns read-only under a store.
#include <catch2/catch_test_macros.hpp>

#include "tests/faults/books.h"
#include "tests/faults/ext4_disk.h"
#include "tests/faults/sql_rewrites.h"

using namespace linli;
using namespace linli::tests;
using offline_cache::Store;
using offline_cache::StoreHealth;

namespace {

constexpr unsigned kSeed = 20261122;

void check_cuts(int cuts) {
  Ext4Disk disk;
  if (!disk.missing().empty()) SKIP(disk.missing());
  const PowerCuts result = cut_power(disk, cuts, kSeed);
  for (const auto& finding : result.broken) FAIL_CHECK(finding);
  CHECK(result.stored > static_cast<std::size_t>(cuts));
  CHECK(result.accepted > 0);
  SUCCEED("ext4: " << result.cuts << " cuts, " << result.stored << " receipts and "
                   << result.accepted << " acceptances printed before");
}

}  // namespace

TEST_CASE("what was printed is there after the power of an ext4 was cut") { check_cuts(20); }

TEST_CASE("what was printed is there after a hundred cuts of an ext4's power", "[long]") {
  check_cuts(100);
}

TEST_CASE("the looks find receipts that an ext4 lost without syncs") {
  Ext4Disk disk;
  if (!disk.missing().empty()) SKIP(disk.missing());
  const SqlRewrites less(Rewrites{{"synchronous = FULL", "synchronous = OFF"}});
  CHECK_FALSE(cut_power(disk, 20, kSeed).broken.empty());
}

TEST_CASE("a disk that turns read-only keeps what it has, says so, and works again when mended") {
  Ext4Disk disk;
  if (!disk.missing().empty()) SKIP(disk.missing());
  const base::FakeClock clock(hall().clock.now());
  auto store = Store::open(options_in(disk.folder()), clock).value();
  const auto hand_in = [&] {
    auto application = hall().application();
    return store->submit(application, hall().terminal);
  };
  const auto first = hand_in();
  const auto second = hand_in();
  REQUIRE(first);
  REQUIRE(second);
  const auto item = store->lease(std::chrono::minutes{1});
  REQUIRE(item);
  const auto& link = item->commit.link;
  const auto acceptance = protocol::accept(link, hash_of(link), clock.now(), hall().centre);
  REQUIRE(store->acknowledge(acceptance));

  if (!disk.turn_read_only()) SKIP("this kernel does not let a test turn an ext4 read-only");
  CHECK_FALSE(hand_in());
  CHECK(store->health() == StoreHealth::broken);
  store.reset();
  const auto again = Store::open(options_in(disk.folder()), clock);
  REQUIRE_FALSE(again);
  CHECK(again.error() == StoreHealth::broken);

  REQUIRE(disk.repair());
  store = Store::open(options_in(disk.folder()), clock).value();
  CHECK(store->health() == StoreHealth::ready);
  CHECK(store->find(link.item)->state == offline_cache::ItemState::accepted);
  for (const auto& receipt : {*first, *second}) {
    CHECK(store->find(receipt.item)->receipt_number == receipt.number);
  }
  CHECK(hand_in());
  store.reset();
  CHECK(flaws_inside(disk.folder()).empty());
}
