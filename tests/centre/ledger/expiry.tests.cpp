#include <catch2/catch_test_macros.hpp>

#include "centre/ledger/schema.h"
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

  OldItem() {
    picture.item = item.link.item;
    (void)hall.ledger().store_part(picture);
    (void)hall.commit(item);
  }
  void close() {
    const auto& link = item.link;
    const protocol::DayClose close{
        link.terminal, link.incarnation, 1, 1, {}, hash_of(link), base::hall_time(morning()).date};
    REQUIRE(std::holds_alternative<protocol::AgreedDayClose>(
        hall.ledger().close_day({close, {}}, morning(), hall.key()).value()));
  }
  void settle() {
    REQUIRE(hall.ledger().record_stage(item.link.item, domain::Stage::paid, "已发放", morning()));
  }
  Expiry expire() {
    return hall.ledger().expire(morning() + days{1}, morning() + days{40}).value();
  }
};

}  // namespace

TEST_CASE("the content of a closed and settled item is deleted, its acceptance stays") {
  OldItem old;
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

TEST_CASE("an item that is not closed, not settled or not old keeps its content") {
  OldItem old;
  old.settle();
  CHECK(old.expire().kept == 1);
  OldItem open;
  open.close();
  CHECK(open.expire().kept == 1);
  open.settle();
  CHECK(open.hall.ledger().expire(morning(), morning() + days{40})->expired == 0);
  CHECK(open.expire().expired == 1);
}

TEST_CASE("the chain goes on after items whose content was deleted") {
  OldItem old;
  old.close();
  old.settle();
  REQUIRE(old.expire().expired == 1);
  const auto next = old.chain.next();
  CHECK(std::holds_alternative<Accepted>(old.hall.commit(next)));
}

TEST_CASE("a ledger of the first version keeps its items when it is opened") {
  LedgerFixture hall;
  hall.close();
  std::filesystem::remove(hall.path());
  Chain chain;
  const auto item = chain.next();
  {
    auto database = database::Database::open(hall.path(), {});
    REQUIRE(database);
    REQUIRE(database::migrate(*database, std::span(kLedgerSchema).first(1)));
    REQUIRE(database->execute(
        "INSERT INTO terminal (number, certificate, receipt_key, enrolled_at) VALUES "
        "('0417', zeroblob(32), zeroblob(32), 0)"));
  }
  hall.reopen();
  CHECK(std::holds_alternative<Accepted>(hall.commit(item)));
  CHECK(hall.ledger().terminals()->size() == 1);
}
