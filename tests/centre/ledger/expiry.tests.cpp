#include <catch2/catch_test_macros.hpp>

#include "tests/centre/ledger/ledger_fixture.h"

using namespace linli;
using namespace linli::centre;
using namespace linli::centre::tests;
using std::chrono::days;

namespace {

struct OldItem {
  LedgerFixture hall;
  Chain chain;
  Part picture = part(base::make_uuid_v7(morning()), 1, "picture");
  protocol::Commit item = chain.next({named(picture)});

  explicit OldItem(LedgerKind kind) : hall(kind) {
    picture.item = item.link.item;
    (void)hall.ledger().store_part(picture);
    (void)hall.commit(item);
  }
  void close() { close_until(item.link, {}); }
  void close_until(const protocol::ChainLink& last, const std::vector<std::uint64_t>& without) {
    const protocol::DayClose close{last.terminal,
                                   last.incarnation,
                                   1,
                                   last.sequence,
                                   without,
                                   hash_of(last),
                                   base::hall_time(morning()).date};
    REQUIRE(std::holds_alternative<protocol::AgreedDayClose>(
        hall.ledger().close_day({close, {}}, morning(), hall.key()).value()));
  }
  void settle() { settle(item); }
  void settle(const protocol::Commit& matter) {
    REQUIRE(
        hall.ledger().record_stage(matter.link.item, {domain::Stage::paid, "已发放"}, morning()));
  }
  Expiry expire(std::int64_t after = 0) {
    return hall.ledger().expire(morning() + days{1}, morning() + days{40}, after).value();
  }
};

}  // namespace

LEDGER_TEST_CASE("the content of a closed and settled item is deleted, its acceptance stays") {
  OldItem old(TestType::kind);
  const auto accepted = std::get<Accepted>(old.hall.commit(old.item));
  old.close();
  old.settle();
  const auto done = old.expire();
  CHECK(done.expired == 1);
  CHECK(done.kept == 0);
  const auto item = old.hall.ledger().item(old.item.link.item).value();
  REQUIRE(item);
  CHECK(item->sealed_manifest.empty());
  CHECK(item->note.empty());
  CHECK(item->stage == domain::Stage::paid);
  CHECK(item->expired_at == morning() + days{40});
  CHECK(old.hall.ledger().parts_of(old.item.link.item)->empty());
  const auto again = std::get<Accepted>(old.hall.commit(old.item));
  CHECK(again.expired);
  CHECK(to_json(again.acceptance) == to_json(accepted.acceptance));
  CHECK(old.hall.ledger().store_part(old.picture).value() == PartOutcome::known);
  CHECK(old.hall.ledger().parts_of(old.item.link.item)->empty());
  CHECK(old.expire().expired == 0);
}

LEDGER_TEST_CASE("an item that is not closed, not settled or not old keeps its content") {
  OldItem old(TestType::kind);
  old.settle();
  CHECK(old.expire().kept == 1);
  OldItem open(TestType::kind);
  open.close();
  CHECK(open.expire().kept == 1);
  open.settle();
  CHECK(open.hall.ledger().expire(morning(), morning() + days{40}, 0)->expired == 0);
  CHECK(open.expire().expired == 1);
}

LEDGER_TEST_CASE("an item that a close left out keeps its content when it comes after all") {
  OldItem old(TestType::kind);
  const auto late = old.chain.next();
  const auto last = old.chain.next();
  (void)old.hall.commit(last);
  old.close_until(last.link, {2});
  (void)old.hall.commit(late);
  for (const auto& matter : {old.item, late, last}) old.settle(matter);
  const auto done = old.expire();
  CHECK(done.expired == 2);
  CHECK(done.kept == 1);
  CHECK_FALSE(old.hall.ledger().item(late.link.item).value()->expired_at);
  const auto open = old.hall.ledger().open_ranges().value();
  REQUIRE(open.size() == 1);
  CHECK(open.at(0).first_sequence == 2);
  CHECK(open.at(0).last_sequence == 2);
}

LEDGER_TEST_CASE("old items are looked at some at a time, and none of them twice") {
  OldItem old(TestType::kind);
  auto last = old.item;
  for (int i = 0; i < 449; ++i) (void)old.hall.commit(last = old.chain.next());
  old.close_until(last.link, {});
  old.settle();
  old.settle(last);
  std::vector<int> looked_at;
  int expired = 0;
  std::optional<std::int64_t> after = 0;
  while (after && looked_at.size() < 10) {
    const auto done = old.expire(*after);
    looked_at.push_back(done.expired + done.kept);
    expired += done.expired;
    after = done.next;
  }
  CHECK(looked_at == std::vector{200, 200, 50});
  CHECK(expired == 2);
}

LEDGER_TEST_CASE("the chain goes on after items whose content was deleted") {
  OldItem old(TestType::kind);
  old.close();
  old.settle();
  REQUIRE(old.expire().expired == 1);
  const auto next = old.chain.next();
  CHECK(std::holds_alternative<Accepted>(old.hall.commit(next)));
}

LEDGER_TEST_CASE("what a dead terminal handed in goes once another has closed its books") {
  OldItem old(TestType::kind);
  old.settle();
  CHECK(old.expire().expired == 0);
  const auto& link = old.item.link;
  const protocol::DayClose named{
      link.terminal, link.incarnation, 1, 1, {}, hash_of(link), base::hall_time(morning()).date};
  REQUIRE(std::holds_alternative<protocol::AgreedDayClose>(
      old.hall.ledger().close_recovered(named, morning(), old.hall.key()).value()));
  CHECK(old.expire().expired == 1);
}

LEDGER_TEST_CASE("what was added to an application is kept as long as its matter is open") {
  OldItem old(TestType::kind);
  const auto added = old.chain.next();
  REQUIRE(
      old.hall.ledger().commit(added, morning(), old.hall.key(),
                               {.adds_to = domain::AddsTo{old.item.link.item, "LS-0417-2611-0038",
                                                          domain::Addition::authorisation}}));
  old.close_until(added.link, {});
  CHECK(old.expire().expired == 0);
  old.settle();
  CHECK(old.expire().expired == 2);
}

LEDGER_TEST_CASE("what was added to an application that never came is kept for 90 days") {
  OldItem old(TestType::kind);
  const auto nowhere = Chain("0418").next();
  const auto added = old.chain.next();
  REQUIRE(old.hall.ledger().commit(
      added, morning(), old.hall.key(),
      {.adds_to =
           domain::AddsTo{nowhere.link.item, "LS-0418-2611-0001", domain::Addition::supplement}}));
  old.close_until(added.link, {});
  const auto expired_after = [&](days time) {
    return old.hall.ledger().expire(morning() + days{1}, morning() + time, 0)->expired;
  };
  CHECK(expired_after(days{90}) == 0);
  CHECK(expired_after(days{91}) == 1);
  CHECK(old.hall.ledger().item(added.link.item).value()->expired_at);
}
