#include <catch2/catch_test_macros.hpp>

#include "offline_cache/sync/day_desk.h"
#include "tests/offline_cache/sync/evening.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;
using Result = Reconciliation::Result;

namespace {

/// An evening whose day is closed at 18:00 by itself. It is 18:01.
struct UnattendedEvening : tests::Evening {
  UnattendedClose unattended{
      {18h, 0min}, gate, std::make_shared<DayCloser>(gate, here.hall.clock), here.hall.clock};

  UnattendedEvening() {
    here.hall.clock.advance(*base::parse_rfc3339("2026-11-22T18:01:00+08:00") -
                            here.hall.clock.now());
    submit_and_send(1);
  }
  void turn() {
    SyncLine line{engine, transport, here.hall.terminal.centre_key};
    unattended.turn(line, "0417", nobody.get_token());
  }
  /// In so long, with a turn every minute.
  int requests_in(std::chrono::minutes time) {
    const int before = centre.requests();
    for (; time > 0min; time -= 1min) {
      turn();
      here.hall.clock.advance(1min);
    }
    return centre.requests() - before;
  }
  void miss_the_first_item() {
    protocol::DayCloseDifference difference;
    difference.missing = {1};
    answer_closes_with(difference);
  }
};

}  // namespace

TEST_CASE("a day that was closed by itself is left alone until the next one") {
  UnattendedEvening evening;
  evening.turn();
  CHECK(evening.closes() == 1);
  evening.submit_and_send(1);
  CHECK(evening.requests_in(23h) == 0);
  evening.here.hall.clock.advance(1h);
  evening.turn();
  CHECK(evening.closes() == 2);
}

TEST_CASE("a dispute is compared again by itself until both sides agree") {
  UnattendedEvening evening;
  evening.miss_the_first_item();
  evening.turn();
  CHECK(evening.here.store->last_reconciliation()->result == Result::disputed);
  CHECK(evening.requests_in(14min) == 0);
  evening.centre.misbehave = {};
  CHECK(evening.requests_in(2min) > 0);
  CHECK(evening.closes() == 1);
  CHECK(evening.here.store->last_reconciliation()->result == Result::agreed);
  CHECK(evening.requests_in(2h) == 0);
}

TEST_CASE("a dispute that stays is left to staff for the day") {
  UnattendedEvening evening;
  evening.miss_the_first_item();
  CHECK(evening.requests_in(3h) > 8);
  CHECK(evening.requests_in(3h) == 0);
  evening.here.hall.clock.advance(18h);
  CHECK(evening.requests_in(3h) > 8);
}

TEST_CASE("what staff have closed since the due time is not closed again") {
  UnattendedEvening evening;
  REQUIRE(evening.close()->result == Result::agreed);
  evening.submit_and_send(1);
  CHECK(evening.requests_in(1h) == 0);
}

TEST_CASE("an agreement that a fast clock dated into the future does not count") {
  UnattendedEvening evening;
  evening.here.hall.clock.advance(48h);
  REQUIRE(evening.close()->result == Result::agreed);
  evening.here.hall.clock.advance(-48h);
  evening.submit_and_send(1);
  evening.turn();
  CHECK(evening.closes() == 2);
}

TEST_CASE("a close that failed is tried again a quarter of an hour later, however often") {
  UnattendedEvening evening;
  evening.centre.misbehave = [](const CentreRequest&) {
    return std::optional(tests::Contact(unexpected(CentreTrouble::unreachable)));
  };
  CHECK(evening.requests_in(5h) == 20);
  evening.centre.misbehave = {};
  (void)evening.requests_in(15min);
  CHECK(evening.closes() == 1);
}
