#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include "tests/centre/ledger/ledger_fixture.h"

using namespace linli;
using namespace linli::centre;
using namespace linli::centre::tests;

namespace {

using domain::Stage;

/// A chain whose items refer to an earlier one.
struct Matter {
  explicit Matter(LedgerFixture& of) : hall(of), application(chain.next()) {
    (void)hall.commit(application);
  }

  protocol::Commit add(domain::Addition what) {
    const auto commit = chain.next();
    REQUIRE(hall.ledger().commit(
        commit, morning(), hall.key(),
        {.adds_to = domain::AddsTo{application.link.item, "LS-0417-2611-0038", what}}));
    return commit;
  }
  void waits_for_supplement(base::WallTime since = morning()) {
    const StageEvent event{Stage::supplement_needed,
                           "",
                           {{{"bank_card", "少一位"}}, std::chrono::year{2026} / 12 / 10}};
    REQUIRE(hall.ledger().record_stage(application.link.item, event, since));
  }
  StoredItem item() { return *hall.ledger().item(application.link.item).value(); }

  LedgerFixture& hall;
  Chain chain;
  protocol::Commit application;
};

}  // namespace

LEDGER_TEST_CASE("what a supplement is asked for is told with the stage, until the next stage") {
  LedgerFixture hall(TestType::kind);
  Matter matter(hall);
  matter.waits_for_supplement();
  const auto asked = matter.item().supplement;
  REQUIRE(asked.missing.size() == 1);
  CHECK(asked.missing[0].field == "bank_card");
  CHECK(asked.missing[0].reason == "少一位");
  CHECK(asked.until == std::chrono::year{2026} / 12 / 10);
  REQUIRE(hall.ledger().record_stage(matter.application.link.item, {Stage::accepted}, morning()));
  CHECK(matter.item().supplement == domain::Supplement{});
}

LEDGER_TEST_CASE("a supplement ends the waiting of its application") {
  LedgerFixture hall(TestType::kind);
  Matter matter(hall);
  matter.waits_for_supplement();
  const auto added = matter.add(domain::Addition::supplement);
  CHECK(matter.item().stage == Stage::received);
  CHECK(matter.item().supplement == domain::Supplement{});
  const auto additions = hall.ledger().additions_to(matter.application.link.item).value();
  REQUIRE(additions.size() == 1);
  CHECK(additions[0].acceptance.link.item == added.link.item);
  CHECK(additions[0].adds_to->what == domain::Addition::supplement);
}

LEDGER_TEST_CASE("a supplement handed in before staff asked anew does not answer them") {
  LedgerFixture hall(TestType::kind);
  Matter matter(hall);
  matter.waits_for_supplement(morning() + std::chrono::milliseconds{1});
  matter.add(domain::Addition::supplement);
  CHECK(matter.item().stage == Stage::supplement_needed);
  CHECK(hall.ledger().additions_to(matter.application.link.item)->size() == 1);
}

LEDGER_TEST_CASE("a signature that comes later is linked and changes no stage") {
  LedgerFixture hall(TestType::kind);
  Matter matter(hall);
  matter.waits_for_supplement();
  matter.add(domain::Addition::authorisation);
  CHECK(matter.item().stage == Stage::supplement_needed);
  CHECK(hall.ledger().additions_to(matter.application.link.item)->size() == 1);
}

LEDGER_TEST_CASE("a supplement that nobody waits for leaves the stage as it is") {
  LedgerFixture hall(TestType::kind);
  Matter matter(hall);
  REQUIRE(hall.ledger().record_stage(matter.application.link.item, {Stage::publicity}, morning()));
  matter.add(domain::Addition::supplement);
  CHECK(matter.item().stage == Stage::publicity);
}

LEDGER_TEST_CASE("an addition that arrives before its application is linked to it") {
  LedgerFixture hall(TestType::kind);
  Chain elsewhere("0418");
  const auto application = Chain().next();
  const auto added = elsewhere.next();
  REQUIRE(
      hall.ledger().commit(added, morning(), hall.key(),
                           {.adds_to = domain::AddsTo{application.link.item, "LS-0417-2611-0038",
                                                      domain::Addition::authorisation}}));
  REQUIRE(std::holds_alternative<Accepted>(hall.commit(application)));
  CHECK(hall.ledger().additions_to(application.link.item)->size() == 1);
}

LEDGER_TEST_CASE("a repeated addition is linked once and ends no later waiting") {
  LedgerFixture hall(TestType::kind);
  Matter matter(hall);
  matter.waits_for_supplement();
  const auto added = matter.add(domain::Addition::supplement);
  matter.waits_for_supplement();
  const domain::AddsTo to{matter.application.link.item, "LS-0417-2611-0038",
                          domain::Addition::supplement};
  const auto again = hall.ledger().commit(added, morning(), hall.key(), {.adds_to = to});
  CHECK(std::get<Accepted>(again.value()).repeated);
  CHECK(matter.item().stage == Stage::supplement_needed);
  CHECK(hall.ledger().additions_to(matter.application.link.item)->size() == 1);
}

namespace {

/// An item that ends the order, which carries its number as note.
protocol::Commit end(Matter& order, Stage stage, const char* number = "ZC-0417-2611-0001") {
  auto commit = order.chain.next();
  commit.receipt_number = number;
  const auto done =
      order.hall.ledger().commit(commit, morning(), order.hall.key(),
                                 {.ends = Effects::EndedOrder{order.application.link.item, stage}});
  REQUIRE(std::holds_alternative<Accepted>(done.value()));
  return commit;
}

}  // namespace

LEDGER_TEST_CASE("an order ends with the item that ends it, and only if that is taken") {
  LedgerFixture hall(TestType::kind);
  Matter order(hall);
  const auto end = order.chain.next();
  auto foreign = end;
  foreign.link.sequence = order.application.link.sequence;  // its place is taken
  const Effects effects{.ends = Effects::EndedOrder{order.application.link.item, Stage::cancelled}};
  const auto refused = hall.ledger().commit(foreign, morning(), hall.key(), effects);
  REQUIRE(std::holds_alternative<CommitRefusal>(refused.value()));
  CHECK(order.item().stage == Stage::received);
  REQUIRE(hall.ledger().commit(end, morning(), hall.key(), effects));
  CHECK(order.item().stage == Stage::cancelled);
  CHECK(order.item().note == end.receipt_number);
  CHECK(hall.ledger().item(end.link.item).value()->stage == Stage::cancelled);
}

LEDGER_TEST_CASE("an order that is over is not ended, and who wanted it to be is seen by staff") {
  LedgerFixture hall(TestType::kind);
  for (const Stage over : {Stage::paid, Stage::returned, Stage::refused, Stage::cancelled}) {
    Matter order(hall);
    REQUIRE(hall.ledger().record_stage(order.application.link.item, {over, "done"}, morning()));
    const auto late = end(order, Stage::cancelled);
    CHECK(order.item().stage == over);
    CHECK(order.item().note == "done");
    CHECK(hall.ledger().item(late.link.item).value()->stage == Stage::received);
  }
}

LEDGER_TEST_CASE("a second change of an order leaves it to the first") {
  LedgerFixture hall(TestType::kind);
  Matter order(hall);
  end(order, Stage::replaced, "ZC-0417-2611-0001");
  end(order, Stage::replaced, "ZC-0417-2611-0002");
  const auto cancelled = end(order, Stage::cancelled, "ZC-0417-2611-0003");
  CHECK(order.item().stage == Stage::replaced);
  CHECK(order.item().note == "ZC-0417-2611-0001");
  CHECK(hall.ledger().item(cancelled.link.item).value()->stage == Stage::received);
}
