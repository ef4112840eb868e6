#include <catch2/catch_test_macros.hpp>

#include "offline_cache/store/store.h"
#include "tests/offline_cache/store/hall.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<Store> opened_unchecked(tests::StoreInFolder& here) {
  here.store.reset();
  auto options = here.options();
  options.checks_at_open = false;
  return std::move(*Store::open(options, here.hall.clock));
}

}  // namespace

TEST_CASE("a long queue is looked at slice by slice, and work goes on between them") {
  tests::StoreInFolder here;
  for (int i = 0; i < 70; ++i) here.submit();
  const auto bad = here.submit();
  here.tamper("UPDATE outbox_item SET content = zeroblob(32) WHERE sequence = 71");
  here.store = opened_unchecked(here);
  REQUIRE(here.store);
  CHECK(here.store->find(bad.item)->state == ItemState::stored);
  int slices = 0;
  int stored = 0;
  while (!here.store->check_some()) {
    if (stored < 10) stored += here.submit().number.empty() ? 0 : 1;
    ++slices;
  }
  CHECK(slices > 3);
  CHECK(stored > 3);
  CHECK(here.store->find(bad.item)->state == ItemState::quarantined);
  CHECK(here.store->counts()->for_staff == 1);
  CHECK(here.store->check_some());
}
