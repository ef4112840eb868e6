#include <catch2/catch_test_macros.hpp>

#include "tests/offline_cache/store/hall.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {
protocol::Acceptance acceptance_of(const tests::StoreInFolder& here, const LeasedItem& item) {
  return protocol::accept(item.commit.link, protocol::hash_of(item.commit.link),
                          here.hall.clock.now(), here.hall.centre);
}
}  // namespace

TEST_CASE("items are leased oldest first, ratings last") {
  tests::StoreInFolder here;
  REQUIRE(here.store->rate("LS-0417-2611-0001", domain::Grade::fair, here.hall.terminal));
  const auto first = here.submit();
  const auto second = here.submit();
  CHECK(here.store->lease(1min)->commit.receipt_number == first.number);
  CHECK(here.store->lease(1min)->commit.receipt_number == second.number);
  CHECK(here.store->lease(1min)->commit.service == "rating");
  CHECK_FALSE(here.store->lease(1min));
}

TEST_CASE("what has a deadline is leased first, then small before large, ratings last") {
  tests::StoreInFolder here;
  auto large = tests::with_large_parts(here.hall.application());
  large.service = "old_age_allowance";
  REQUIRE(here.store->rate("LS-0417-2611-0001", domain::Grade::fair, here.hall.terminal));
  const auto slow = here.submit(std::move(large));
  const auto other = here.submit_unhurried();
  const auto urgent_large = here.submit(tests::with_large_parts(here.hall.application()));
  const auto urgent = here.submit();
  for (const auto& receipt : {urgent, urgent_large, other, slow}) {
    const auto item = here.store->lease(1min);
    CHECK(item->commit.receipt_number == receipt.number);
    CHECK(item->large == (receipt.item == slow.item || receipt.item == urgent_large.item));
  }
  CHECK(here.store->lease(1min)->commit.service == "rating");
}

TEST_CASE("an item is overtaken only so often, then it goes before urgent ones") {
  tests::StoreInFolder here;
  const auto old = here.submit_unhurried();
  const auto rating =
      here.store->rate("LS-0417-2611-0001", domain::Grade::fair, here.hall.terminal);
  const auto urgent = here.submit();
  const auto next_place = [&](const char* position) {
    here.tamper("UPDATE outbox_item SET position = " + std::string(position) +
                " WHERE sequence = 3");
    here.store = here.reopened();
    return here.store->lease(1min)->commit.link.item;
  };
  CHECK(next_place("1000") == urgent.item);
  CHECK(next_place("1002") == old.item);
  REQUIRE(here.store->quarantine(old.item, "out of the way"));
  CHECK(next_place("10001") == urgent.item);
  CHECK(next_place("10003") == rating->item);
}

TEST_CASE("only urgent, or only small items are leased where nothing else is wanted") {
  tests::StoreInFolder here;
  const auto other = here.submit_unhurried();
  const auto large = here.submit(tests::with_large_parts(here.hall.application()));
  CHECK(here.store->lease(1min, {.small_only = true})->commit.link.item == other.item);
  CHECK_FALSE(here.store->lease(1min, {.small_only = true}));
  CHECK(here.store->lease(1min, {.urgent_only = true})->commit.link.item == large.item);
  REQUIRE(here.store->give_back(other.item));
  CHECK_FALSE(here.store->lease(1min, {.urgent_only = true}));
  CHECK_FALSE(here.store->next_due(true));
  CHECK(here.store->next_due());
}

TEST_CASE("an item that is given back is due at once, as it was") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  REQUIRE(here.store->lease(1min));
  REQUIRE(here.store->part_sent(receipt.item, 1));
  REQUIRE(here.store->give_back(receipt.item));
  const auto item = here.store->lease(1min);
  REQUIRE(item);
  CHECK(item->attempts == 0);
  CHECK(item->unsent_parts.empty());
}

TEST_CASE("several changes are one: all of them last, or none") {
  tests::StoreInFolder here;
  const auto one = here.submit();
  const auto two = here.submit();
  REQUIRE(here.store->together([&] {
    const auto item = here.store->lease(1min);
    CHECK(here.store->part_sent(one.item, 1));
    CHECK(here.store->acknowledge(acceptance_of(here, *item)));
    CHECK(here.store->lease(1min)->commit.link.item == two.item);
  }));
  here.store = here.reopened();
  CHECK(here.store->find(one.item)->state == ItemState::accepted);
  CHECK(here.store->find(two.item)->state == ItemState::stored);

  auto foreign = acceptance_of(here, *here.store->lease(1min));
  foreign.link.item = base::make_uuid_v7(here.hall.clock.now());
  CHECK_FALSE(here.store->together([&] {
    CHECK(here.store->quarantine(two.item, "digest differs"));
    CHECK_FALSE(here.store->acknowledge(foreign));  // of an item that is not here
    CHECK_FALSE(here.store->part_sent(two.item, 1));
  }));
  CHECK(here.store->find(two.item)->state == ItemState::sending);
  CHECK(here.store->release(two.item, here.hall.clock.now(), ""));
}

TEST_CASE("a leased item is not leased again until the lease has expired") {
  tests::StoreInFolder here;
  here.submit();
  REQUIRE(here.store->lease(1min));
  CHECK_FALSE(here.store->lease(1min));
  here.hall.clock.advance(1min);
  CHECK(here.store->lease(1min));
}

TEST_CASE("an item that was leased when the process died goes out again after the start") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  REQUIRE(here.store->lease(1h));
  here.store = here.reopened();
  const auto item = here.store->lease(1h);
  REQUIRE(item);
  CHECK(item->commit.link.item == receipt.item);
}

TEST_CASE("a released item waits for its next attempt and remembers what went wrong") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  REQUIRE(here.store->lease(1min));
  const auto later = here.hall.clock.now() + 10min;
  REQUIRE(here.store->release(receipt.item, later, "the centre answered 500"));
  CHECK_FALSE(here.store->lease(1min));
  CHECK(here.store->next_due() == later);
  const auto item = here.store->find(receipt.item);
  CHECK(item->state == ItemState::stored);
  CHECK(item->attempts == 1);
  CHECK(item->problem == "the centre answered 500");
  here.hall.clock.advance(10min);
  CHECK(here.store->lease(1min)->attempts == 1);
}

TEST_CASE("a clock that was set back does not keep items waiting") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  REQUIRE(here.store->lease(1min));
  REQUIRE(here.store->release(receipt.item, here.hall.clock.now() + 24h * 365, "once"));
  CHECK(here.store->lease(1min));
}

TEST_CASE("an acknowledged item is accepted and never leased again") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  CHECK(here.store->counts()->waiting == 1);
  const auto item = here.store->lease(1min);
  REQUIRE(here.store->acknowledge(acceptance_of(here, *item)));
  CHECK(here.store->acknowledge(acceptance_of(here, *item)));  // twice is once
  CHECK(here.store->find(receipt.item)->state == ItemState::accepted);
  CHECK(here.store->counts()->waiting == 0);
  here.hall.clock.advance(1h);
  CHECK_FALSE(here.store->lease(1min));
  REQUIRE(here.store->quarantine(receipt.item, "too late"));
  CHECK(here.store->find(receipt.item)->state == ItemState::accepted);
}

TEST_CASE("a quarantined item blocks no other and is counted for staff") {
  tests::StoreInFolder here;
  const auto bad = here.submit();
  const auto good = here.submit();
  REQUIRE(here.store->lease(1min));
  REQUIRE(here.store->quarantine(bad.item, "digest differs"));
  CHECK(here.store->counts()->waiting == 1);
  CHECK(here.store->counts()->for_staff == 1);
  CHECK(here.store->find(bad.item)->problem == "digest differs");
  CHECK(here.store->lease(1min)->commit.link.item == good.item);
}

TEST_CASE("staff can have a quarantined item tried again, and no other") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  CHECK_FALSE(here.store->requeue(receipt.item));
  REQUIRE(here.store->lease(1min));
  REQUIRE(here.store->quarantine(receipt.item, "the centre refused it"));
  REQUIRE(here.store->requeue(receipt.item));
  CHECK(here.store->lease(1min)->commit.link.item == receipt.item);
}

TEST_CASE("parts that were sent are not sent again unless the centre misses them") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  REQUIRE(here.store->lease(1min));
  REQUIRE(here.store->part_sent(receipt.item, 1));
  REQUIRE(here.store->release(receipt.item, here.hall.clock.now(), ""));
  CHECK(here.store->lease(1min)->unsent_parts.empty());
  REQUIRE(here.store->parts_missing(receipt.item, {1, 7}));
  REQUIRE(here.store->release(receipt.item, here.hall.clock.now(), ""));
  CHECK(here.store->lease(1min)->unsent_parts == std::vector{1});
}

TEST_CASE("forgetting backoff makes every waiting item due") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  REQUIRE(here.store->lease(1min));
  REQUIRE(here.store->release(receipt.item, here.hall.clock.now() + 10min, "x"));
  REQUIRE(here.store->make_all_due());
  CHECK(here.store->lease(1min));
}
