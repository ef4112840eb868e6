#include <catch2/catch_test_macros.hpp>

#include "offline_cache/sync/day_closer.h"
#include "offline_cache/sync/day_schedule.h"
#include "tests/offline_cache/sync/ledger_centre.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;
using Result = Reconciliation::Result;

namespace {

/// A store, an engine and a centre with its ledger, on one thread.
struct Evening {
  tests::StoreInFolder here;
  tests::LedgerCentre centre{here.hall};
  tests::LedgerTransport transport{centre};
  StoreGate gate = [this](const std::function<void(Store&)>& job) {
    job(*here.store);
    return true;
  };
  SyncEngine engine{gate, transport,         here.hall.terminal.centre_key, here.hall.clock,
                    {},   [] { return 0.5; }};
  DayCloser closer{gate, here.hall.clock};
  std::stop_source nobody;

  Expected<Reconciliation, CloseError> close() {
    SyncLine line{engine, transport, here.hall.terminal.centre_key};
    return closer.close(line, nobody.get_token());
  }
  void submit_and_send(int count) {
    for (int i = 0; i < count; ++i) here.submit();
    REQUIRE(engine.sync_once(nobody.get_token()).waiting == 0);
  }
  std::size_t closes() { return centre.ledger().day_closes(100)->size(); }
  /// The next commit arrives, but the terminal hears that it was refused.
  void refuse_commits() {
    centre.misbehave = [this](const CentreRequest& request) -> std::optional<tests::Contact> {
      if (!tests::is_commit(request)) return std::nullopt;
      if (deliver_refused) (void)centre.honest(request);
      return tests::problem_answer(409, "digest-differs");
    };
  }
  bool deliver_refused = false;
};

}  // namespace

TEST_CASE("a day that both sides hold alike is closed, waiting items first") {
  Evening evening;
  const auto first = evening.here.submit();
  evening.here.submit();
  const auto closed = evening.close();
  REQUIRE(closed);
  CHECK(closed->result == Result::agreed);
  CHECK(closed->here == 2);
  CHECK(closed->there == 2);
  CHECK(closed->day == std::chrono::year{2026} / 11 / 22);
  CHECK(closed->check_code.size() == 9);
  CHECK(evening.here.store->open_books()->empty());
  CHECK(evening.here.store->find(first.item)->state == ItemState::accepted);
}

TEST_CASE("closing again asks nobody and answers the same, also after a restart") {
  Evening evening;
  evening.submit_and_send(2);
  const auto first = evening.close();
  REQUIRE(first);
  evening.here.store = evening.here.reopened();
  const int requests = evening.centre.requests();
  const auto again = evening.close();
  REQUIRE(again);
  CHECK(again->check_code == first->check_code);
  CHECK(again->here == 2);
  CHECK(evening.centre.requests() == requests);
  CHECK(evening.closes() == 1);
}

TEST_CASE("the close after an outage covers all days since the last one") {
  Evening evening;
  evening.submit_and_send(2);
  REQUIRE(evening.close());
  evening.submit_and_send(1);
  evening.here.hall.clock.advance(48h);
  evening.submit_and_send(1);
  const auto closed = evening.close();
  REQUIRE(closed);
  CHECK(closed->here == 2);
  CHECK(closed->day == std::chrono::year{2026} / 11 / 24);
  const auto closes = evening.centre.ledger().day_closes(10).value();
  REQUIRE(closes.size() == 2);
  CHECK(closes[1].close.first_sequence == 3);
  CHECK(closes[1].close.last_sequence == 4);
}

TEST_CASE("what the centre lost is sent again by itself") {
  Evening evening;
  evening.submit_and_send(1);
  evening.centre.back_up();
  evening.submit_and_send(2);
  evening.centre.restore();
  CHECK(evening.centre.ledger().items(10)->size() == 1);
  const auto closed = evening.close();
  REQUIRE(closed);
  CHECK(closed->result == Result::agreed);
  CHECK(evening.centre.ledger().items(10)->size() == 3);
  CHECK(evening.here.store->counts()->waiting == 0);
}

TEST_CASE("what the centre goes on missing is named, and nothing is closed") {
  Evening evening;
  const auto receipt = evening.here.submit();
  evening.submit_and_send(0);
  evening.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (request.path != "/v1/day-closes") return std::nullopt;
    protocol::DayCloseDifference difference;
    difference.missing = {1};
    return tests::json_answer(200, protocol::to_json(protocol::DayCloseAnswer(difference)));
  };
  const auto closed = evening.close();
  REQUIRE(closed);
  CHECK(closed->result == Result::disputed);
  CHECK(closed->missing_there == std::vector{receipt.number});
  const auto overview = evening.here.store->day_overview();
  REQUIRE(overview);
  CHECK(overview->items.at(0).trouble == ItemTrouble::unknown_there);
  CHECK(overview->last->missing_there == closed->missing_there);
  CHECK(evening.here.store->open_books()->size() == 1);
}

TEST_CASE("an item that only the centre has is named") {
  Evening evening;
  evening.submit_and_send(1);
  evening.here.store.reset();
  const auto backup = evening.here.folder / "backup";
  std::filesystem::create_directory(backup);
  for (const char* file : {"store.db", "store.mark"}) {
    std::filesystem::copy_file(evening.here.folder / file, backup / file);
  }
  evening.here.store = evening.here.reopened();
  const auto lost = evening.here.submit();
  evening.submit_and_send(0);
  evening.here.store.reset();
  for (const char* file : {"store.db", "store.mark"}) {
    std::filesystem::copy_file(backup / file, evening.here.folder / file,
                               std::filesystem::copy_options::overwrite_existing);
  }
  evening.here.store = evening.here.reopened();
  const auto closed = evening.close();
  REQUIRE(closed);
  CHECK(closed->result == Result::disputed);
  CHECK(closed->unknown_here == std::vector{lost.item.text()});
  CHECK(evening.closes() == 0);
}

TEST_CASE("another hash at the centre is traced to the first item that differs") {
  Evening evening;
  evening.here.submit();
  const auto second = evening.here.submit();
  evening.submit_and_send(1);
  evening.centre.tamper("UPDATE item SET hash = zeroblob(32) WHERE sequence >= 2");
  const auto closed = evening.close();
  REQUIRE(closed);
  CHECK(closed->result == Result::disputed);
  CHECK(closed->missing_there == std::vector{second.number});
}

TEST_CASE("while the centre is away nothing is closed") {
  Evening evening;
  evening.submit_and_send(1);
  evening.centre.misbehave = [](const CentreRequest&) {
    return std::optional(tests::Contact(unexpected(CentreTrouble::unreachable)));
  };
  CHECK(evening.close().error() == CloseError::unreachable);
  evening.here.submit();
  CHECK(evening.close().error() == CloseError::unreachable);
  CHECK(evening.here.store->open_books()->size() == 1);
  CHECK_FALSE(evening.here.store->day_overview()->last);
  evening.centre.misbehave = {};
  CHECK(evening.close()->result == Result::agreed);
}

TEST_CASE("an agreement that another key signed closes nothing") {
  Evening evening;
  evening.submit_and_send(1);
  const tests::Hall stranger;
  evening.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (request.path != "/v1/day-closes") return std::nullopt;
    const auto asked = protocol::day_close_request_from_json(request.body);
    return tests::json_answer(200, protocol::to_json(protocol::DayCloseAnswer(protocol::agree(
                                       asked->close, stranger.clock.now(), stranger.centre))));
  };
  CHECK(evening.close().error() == CloseError::misbehaving);
  CHECK(evening.here.store->open_books()->size() == 1);
}

TEST_CASE("an item that needs a person holds the close up until it is set aside") {
  Evening evening;
  evening.refuse_commits();
  const auto receipt = evening.here.submit();
  CHECK(evening.close().error() == CloseError::waiting);
  REQUIRE(evening.here.store->set_aside(receipt.item, SetAsideReason::handed_in_on_paper, "1024"));
  const auto closed = evening.close();
  REQUIRE(closed);
  CHECK(closed->result == Result::agreed);
  CHECK(closed->here == 0);
  CHECK(evening.centre.ledger().day_closes(10)->at(0).close.without ==
        std::vector<std::uint64_t>{1});
}

TEST_CASE("a lost acceptance is asked for again, and the item is nobody's trouble any more") {
  Evening evening;
  evening.deliver_refused = true;
  evening.refuse_commits();
  const auto receipt = evening.here.submit();
  CHECK(evening.close().error() == CloseError::waiting);
  REQUIRE(evening.here.store->set_aside(receipt.item, SetAsideReason::technical, "1024"));
  const auto closed = evening.close();
  REQUIRE(closed);
  CHECK(closed->result == Result::agreed);
  CHECK(closed->here == 1);
  CHECK(evening.here.store->find(receipt.item)->state == ItemState::accepted);
  CHECK(evening.here.store->counts()->for_staff == 0);
}

TEST_CASE("both lives of a restored store are closed") {
  Evening evening;
  evening.submit_and_send(2);
  REQUIRE(evening.here.store->start_new_incarnation());
  evening.submit_and_send(1);
  const auto closed = evening.close();
  REQUIRE(closed);
  CHECK(closed->result == Result::agreed);
  CHECK(closed->here == 3);
  CHECK(evening.closes() == 2);
}

TEST_CASE("each terminal closes at its own time within the jitter, always the same") {
  const DaySchedule schedule{18h + 30min, 20min};
  const auto at = [](const char* text) { return *base::parse_rfc3339(text); };
  const auto evening = at("2026-11-22T23:00:00+08:00");
  const auto first = last_close_due(schedule, "0417", evening);
  const auto other = last_close_due(schedule, "0418", evening);
  CHECK(first >= at("2026-11-22T18:30:00+08:00"));
  CHECK(first < at("2026-11-22T18:50:00+08:00"));
  CHECK(first != other);
  CHECK(last_close_due(schedule, "0417", first) == first);
  CHECK(last_close_due(schedule, "0417", first - 1ms) == first - 24h);
  CHECK(last_close_due({18h, 0min}, "0417", evening) == at("2026-11-22T18:00:00+08:00"));
}
