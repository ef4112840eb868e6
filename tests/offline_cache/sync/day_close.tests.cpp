#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "offline_cache/sync/day_schedule.h"
#include "tests/offline_cache/sync/evening.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;
using Result = Reconciliation::Result;

TEST_CASE("a day that both sides hold alike is closed, waiting items first") {
  tests::Evening evening;
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
  tests::Evening evening;
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
  tests::Evening evening;
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
  tests::Evening evening;
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
  tests::Evening evening;
  const auto receipt = evening.here.submit();
  evening.submit_and_send(0);
  protocol::DayCloseDifference difference;
  difference.missing = {1};
  evening.answer_closes_with(difference);
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
  tests::Evening evening;
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
  tests::Evening evening;
  evening.here.submit();
  const auto second = evening.here.submit();
  evening.submit_and_send(1);
  evening.centre.tamper("UPDATE item SET hash = zeroblob(32) WHERE sequence >= 2");
  const auto closed = evening.close();
  REQUIRE(closed);
  CHECK(closed->result == Result::disputed);
  CHECK(closed->differs == std::vector{second.number});
  CHECK(closed->missing_there.empty());
  const auto overview = evening.here.store->day_overview();
  CHECK(overview->last->differs == closed->differs);
  CHECK(std::ranges::count(overview->items, ItemTrouble::differs, &DayItem::trouble) == 1);
}

TEST_CASE("an item that the centre has but does not prove is named by its receipt") {
  tests::Evening evening;
  const auto receipt = evening.set_one_aside_that_arrived();
  const auto named = [&](const tests::Contact& answer) {
    evening.answer_acceptances_with(answer);
    const auto closed = evening.close();
    REQUIRE(closed);
    CHECK(closed->result == Result::disputed);
    CHECK(closed->differs == std::vector{receipt.number});
    CHECK(closed->unknown_here.empty());
  };
  named(tests::problem_answer(404, "unknown-submission"));
  const auto& hall = evening.here.hall;
  auto link = *evening.here.store->chain_link(receipt.item);
  link.content = crypto::sha256(bytes_of("another item"));
  named(tests::json_answer(200,
                           tests::ScriptedCentre::acceptance(link, hall.centre, hall.clock.now())));
}

TEST_CASE("an answer that is no word of the centre closes nothing and names nobody") {
  tests::Evening evening;
  const auto receipt = evening.set_one_aside_that_arrived();
  const auto link = *evening.here.store->chain_link(receipt.item);
  const auto stranger = crypto::SigningKey::generate();
  const auto now = evening.here.hall.clock.now();
  const std::vector<tests::Contact> answers = {
      tests::html_answer(), tests::html_answer(404), tests::problem_answer(503, "busy"),
      tests::json_answer(200, "{}"),
      tests::json_answer(200, tests::ScriptedCentre::acceptance(link, stranger, now))};
  for (const tests::Contact& answer : answers) {
    evening.answer_acceptances_with(answer);
    CHECK(evening.close().error() == CloseError::misbehaving);
  }
  CHECK_FALSE(evening.here.store->last_reconciliation());
  CHECK(evening.closes() == 0);
}

TEST_CASE("a centre that misses what it was not told of is not believed") {
  tests::Evening evening;
  evening.refuse_commits();
  const auto aside = evening.here.submit();
  CHECK(evening.close().error() == CloseError::waiting);
  REQUIRE(evening.here.store->set_aside(aside.item, SetAsideReason::withdrawn, "1024"));
  evening.centre.misbehave = {};
  evening.submit_and_send(1);
  std::vector<protocol::DayCloseDifference> lies(5);  // the last says nothing
  lies[0].missing = {1};
  lies[1].missing = {2, 3};
  lies[2].there = 2;
  lies[3].differs_from = 3;
  for (const auto& lie : lies) {
    evening.answer_closes_with(lie);
    CHECK(evening.close().error() == CloseError::misbehaving);
  }
  CHECK(evening.here.store->counts()->waiting == 0);
}

TEST_CASE("a range with more gaps than one close can name is closed in several") {
  tests::Evening evening;
  evening.submit_and_send(1);
  evening.refuse_commits();
  evening.here.submit();
  evening.here.submit();
  evening.here.tamper("UPDATE outbox_item SET sequence = (sequence - 1) * 700 WHERE sequence > 1");
  evening.here.store = evening.here.reopened();  // finds the links of both damaged
  const auto overview = evening.here.store->day_overview();
  for (const DayItem& item : overview->items) {
    (void)evening.here.store->set_aside(item.id, SetAsideReason::technical, "1024");
  }
  const auto closed = evening.close();
  REQUIRE(closed);
  CHECK(closed->result == Result::agreed);
  CHECK(closed->here == 1);
  CHECK(evening.closes() == 2);
  CHECK(evening.here.store->open_books()->empty());
}

TEST_CASE("where no close can name what is gone, the store is said to have failed") {
  tests::Evening evening;
  evening.submit_and_send(1);
  evening.here.tamper("UPDATE outbox_item SET sequence = 1002");
  evening.here.store = evening.here.reopened();
  CHECK_FALSE(evening.here.store->open_books());
  CHECK(evening.close().error() == CloseError::store_failed);
}

TEST_CASE("while the centre is away nothing is closed") {
  tests::Evening evening;
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
  tests::Evening evening;
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
  tests::Evening evening;
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
  tests::Evening evening;
  const auto receipt = evening.set_one_aside_that_arrived();
  const auto closed = evening.close();
  REQUIRE(closed);
  CHECK(closed->result == Result::agreed);
  CHECK(closed->here == 1);
  CHECK(evening.here.store->find(receipt.item)->state == ItemState::accepted);
  CHECK(evening.here.store->counts()->for_staff == 0);
}

TEST_CASE("both lives of a restored store are closed") {
  tests::Evening evening;
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

TEST_CASE("a delay that passes midnight makes no time of the future due") {
  const DaySchedule schedule{23h + 50min, 6h};
  const auto midnight = *base::parse_rfc3339("2026-11-22T00:00:00+08:00");
  int past_midnight = 0;
  for (const char* terminal : {"0417", "0418", "0419", "0420", "0421", "0422"}) {
    for (auto now = midnight; now < midnight + 24h; now += 20min) {
      const auto due = last_close_due(schedule, terminal, now);
      CHECK(due <= now);
      CHECK(due > now - 24h);
    }
    if (last_close_due(schedule, terminal, midnight + 12h) > midnight) ++past_midnight;
  }
  CHECK(past_midnight > 3);
}
