#include <catch2/catch_test_macros.hpp>

#include "kiosk/database/query.h"
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
  /// In the audit trail; the store is opened anew for it.
  std::int64_t events_of(const char* kind) {
    here.store.reset();
    std::int64_t count = -1;
    {
      auto database = database::Database::open(here.folder / "store.db",
                                               {.key = *store_key(here.folder.path(), {})});
      count = database::query::row(
                  *database, [](const auto& row) { return row.integer(0); },
                  "SELECT count(*) FROM audit_event WHERE kind = ?", std::string_view(kind))
                  .value()
                  .value();
    }
    here.store = here.reopened();
    return count;
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

TEST_CASE("a close that failed leaves one trace a night for each reason, and a success ends it") {
  UnattendedEvening evening;
  const auto failures = [&] { return evening.events_of("day_close_failed"); };
  evening.centre.misbehave = [](const CentreRequest&) {
    return std::optional(tests::Contact(unexpected(CentreTrouble::unreachable)));
  };
  (void)evening.requests_in(3h);
  CHECK(failures() == 1);
  CHECK(evening.here.store->day_overview()->failed->error == CloseError::unreachable);
  evening.centre.misbehave = [](const CentreRequest&) {
    return std::optional(tests::Contact(tests::html_answer()));
  };
  (void)evening.requests_in(1h);
  CHECK(failures() == 2);
  evening.here.store->maintain();
  CHECK(evening.here.store->day_overview()->failed->error == CloseError::misbehaving);
  evening.centre.misbehave = {};
  (void)evening.requests_in(15min);
  CHECK_FALSE(evening.here.store->day_overview()->failed);
  evening.submit_and_send(1);
  CHECK_FALSE(evening.here.store->day_overview()->failed);
  CHECK(failures() == 2);
}

TEST_CASE("a close that the end of the terminal cut short did not fail") {
  UnattendedEvening evening;
  evening.centre.misbehave = [&](const CentreRequest&) {
    evening.nobody.request_stop();
    return std::optional(tests::Contact(unexpected(CentreTrouble::unreachable)));
  };
  evening.turn();
  CHECK(evening.events_of("day_close_failed") == 0);
}
