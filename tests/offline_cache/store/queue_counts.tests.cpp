#include <catch2/catch_test_macros.hpp>
#include <random>

#include "tests/offline_cache/store/hall.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

struct CountingHall : tests::StoreInFolder {
  void rate() {
    REQUIRE(store->rate("LS-0417-2611-0001", domain::Grade::satisfied, hall.terminal));
  }
  /// The next one to be sent; false: nothing is due.
  bool accept() {
    const auto item = store->lease(1min);
    if (!item) return false;
    const auto& link = item->commit.link;
    return store->acknowledge(protocol::accept(link, hash_of(link), hall.clock.now(), hall.centre));
  }
  bool refuse() {
    const auto item = store->lease(1min);
    return item && store->quarantine(item->commit.link.item, "the centre refused it: 409 (x)");
  }
  /// By looking at every item.
  QueueCounts scanned() const {
    QueueCounts counts;
    const auto overview = store->day_overview();
    for (const DayItem& item : overview->items) {
      const bool rating = item.service == "rating";
      if (item.state == ItemState::stored || item.state == ItemState::sending) {
        ++counts.waiting;
        counts.ratings_waiting += rating ? 1 : 0;
      } else if (item.state == ItemState::quarantined && !item.set_aside) {
        ++counts.for_staff;
        counts.ratings_for_staff += rating ? 1 : 0;
      }
      counts.sending = counts.sending || (item.state == ItemState::sending && !rating);
    }
    return counts;
  }
};

}  // namespace

TEST_CASE("ratings are counted apart from what residents handed in") {
  CountingHall here;
  here.submit();
  here.rate();
  here.rate();
  auto day = *here.store->day_overview();
  CHECK(day.stored == 1);
  CHECK(day.on_the_way == 1);
  CHECK(day.ratings.stored == 2);
  CHECK(day.ratings.on_the_way == 2);
  REQUIRE(here.accept());  // what a resident waits for goes first
  REQUIRE(here.accept());
  REQUIRE(here.refuse());
  day = *here.store->day_overview();
  CHECK(day.accepted == 1);
  CHECK(day.on_the_way == 0);
  CHECK(day.for_staff == 0);
  CHECK(day.ratings.accepted == 1);
  CHECK(day.ratings.on_the_way == 0);
  CHECK(day.ratings.for_staff == 1);
  CHECK(here.store->counts()->for_staff == 1);  // it holds up the day close like any other
}

TEST_CASE("something is being sent from its lease until it comes back") {
  CountingHall here;
  here.submit();
  CHECK_FALSE(here.store->counts()->sending);
  const auto item = here.store->lease(1min);
  CHECK(here.store->counts()->sending);
  CHECK(here.store->day_overview()->sending);
  REQUIRE(here.store->release(item->commit.link.item, here.hall.clock.now(), "unreachable"));
  CHECK_FALSE(here.store->counts()->sending);
}

TEST_CASE("after whatever happened matters and ratings are counted as a scan counts them") {
  CountingHall here;
  std::mt19937 random(20261123);
  for (int step = 0; step < 150; ++step) {
    const auto overview = here.store->day_overview();
    switch (random() % 6) {
      case 0:
        here.submit();
        break;
      case 1:
        here.rate();
        break;
      case 2:
        (void)here.accept();
        break;
      case 3:
        (void)here.refuse();
        break;
      case 4:
        (void)here.store->lease(1min);
        here.hall.clock.advance(random() % 2 == 0 ? 0min : 24h);
        break;
      case 5:
        if (overview->items.empty()) break;
        const auto& item = overview->items[random() % overview->items.size()];
        (void)(random() % 2 == 0
                   ? here.store->requeue(item.id)
                   : here.store->set_aside(item.id, SetAsideReason::technical, "1024"));
        break;
    }
    REQUIRE(here.store->counts() == here.scanned());
  }
  CHECK(here.store->counts()->ratings_waiting + here.store->counts()->ratings_for_staff > 0);
}
