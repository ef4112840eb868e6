#include <catch2/catch_test_macros.hpp>

#include "tests/offline_cache/store/hall.h"
#include "tests/support/files.h"
#include "tests/support/small_disk.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

struct StoreOnSmallDisk {
  tests::SmallDisk disk;
  tests::Hall hall;
  std::unique_ptr<Store> store;

  StoreOnSmallDisk() { store = open(); }
  std::unique_ptr<Store> open() {
    store.reset();
    auto opened = Store::open(
        {.directory = disk.path() / "state", .reserve_bytes = 512 * 1024, .busy_timeout = 20ms},
        hall.clock);
    return opened ? std::move(*opened) : nullptr;
  }
  auto submit() {
    auto application = hall.application();
    return store->submit(application, hall.terminal);
  }
};

}  // namespace

TEST_CASE("on a full disk what was begun is finished from the reserve, nothing new is begun") {
  StoreOnSmallDisk here;
  if (!here.disk.mounted()) SKIP("mounting a small disk needs root");
  REQUIRE(here.store);
  REQUIRE(here.store->health() == StoreHealth::ready);
  here.disk.fill();
  // Space inside the database may do for some; then the reserve does for one more.
  int stored = 0;
  while (here.store->health() == StoreHealth::ready && stored < 100) {
    REQUIRE(here.submit());
    ++stored;
  }
  CHECK(here.store->health() == StoreHealth::disk_full);
  CHECK(here.store->counts()->waiting == stored);
  here.disk.fill();  // takes what is left of the reserve
  here.store->maintain();
  CHECK(here.store->health() == StoreHealth::disk_full);
}

TEST_CASE("when even the reserve is used up a submission is refused and nothing is lost") {
  StoreOnSmallDisk here;
  if (!here.disk.mounted()) SKIP("mounting a small disk needs root");
  std::vector<domain::Receipt> receipts;
  for (int i = 0; i < 1000; ++i) {
    if (i % 3 == 0) here.disk.fill();
    auto receipt = here.submit();
    if (!receipt) {
      CHECK(receipt.error() == SubmitError::disk_full);
      break;
    }
    receipts.push_back(*receipt);
  }
  REQUIRE(receipts.size() < 1000);
  CHECK(here.store->health() == StoreHealth::disk_full);
  here.disk.free();
  here.store = here.open();
  REQUIRE(here.store);
  CHECK(here.store->health() == StoreHealth::ready);
  for (const auto& receipt : receipts) CHECK(here.store->find(receipt.item));
  CHECK(here.store->queue()->size() == receipts.size());
  CHECK(here.submit());
}

TEST_CASE("the reserve is made again when there is space") {
  StoreOnSmallDisk here;
  if (!here.disk.mounted()) SKIP("mounting a small disk needs root");
  here.disk.fill();
  while (here.store->health() == StoreHealth::ready) REQUIRE(here.submit());
  here.disk.free();
  here.store->maintain();
  CHECK(here.store->health() == StoreHealth::ready);
}

TEST_CASE("a full disk at the start is told, and a later start works") {
  StoreOnSmallDisk here;
  if (!here.disk.mounted()) SKIP("mounting a small disk needs root");
  REQUIRE(here.submit());
  here.store.reset();
  std::filesystem::remove(here.disk.path() / "state/store.reserve");
  here.disk.fill();
  here.store = here.open();
  if (here.store) CHECK(here.store->health() == StoreHealth::disk_full);
  here.disk.free();
  here.store = here.open();
  REQUIRE(here.store);
  CHECK(here.store->health() == StoreHealth::ready);
  CHECK(here.store->counts()->waiting == 1);
}
