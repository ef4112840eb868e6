#include "centre/ledger/sqlite_ledger.h"

#include <catch2/catch_test_macros.hpp>

#include "centre/ledger/sqlite_schema.h"
#include "tests/centre/ledger/ledger_fixture.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::centre;
using namespace linli::centre::tests;

TEST_CASE("a ledger of the first version keeps its items when it is opened") {
  LedgerFixture hall(LedgerKind::sqlite);
  hall.close();
  std::filesystem::remove(hall.database().file());
  Chain chain;
  const auto item = chain.next();
  {
    auto database = database::Database::open(hall.database().file(), {});
    REQUIRE(database);
    REQUIRE(database::migrate(*database, std::span(kSqliteSchema).first(1)));
    REQUIRE(database->execute(
        "INSERT INTO terminal (number, certificate, receipt_key, enrolled_at) VALUES "
        "('0417', zeroblob(32), zeroblob(32), 0)"));
  }
  hall.reopen();
  CHECK(std::holds_alternative<Accepted>(hall.commit(item)));
  CHECK(hall.ledger().terminals()->size() == 1);
}

TEST_CASE("a ledger that is open is nobody else's") {
  LedgerFixture hall(LedgerKind::sqlite);
  const auto second = SqliteLedger::open(hall.database().file());
  REQUIRE_FALSE(second);
  CHECK(second.error().fault == LedgerFault::busy);
}

TEST_CASE("a ledger of a later version is refused and left as it is") {
  LedgerFixture hall(LedgerKind::sqlite);
  hall.close();
  {
    auto database = database::Database::open(hall.database().file(), {}).value();
    REQUIRE(database.execute("PRAGMA user_version = 99"));
  }
  const auto opened = SqliteLedger::open(hall.database().file());
  REQUIRE_FALSE(opened);
  CHECK(opened.error().fault == LedgerFault::from_the_future);
  auto database = database::Database::open(hall.database().file(), {}).value();
  CHECK(database.user_version() == 99);
}

TEST_CASE("a file that is no ledger is called damaged") {
  const linli::tests::TemporaryFolder folder;
  linli::tests::write_whole(folder / "ledger.db", std::string(8192, 'x'));
  const auto opened = SqliteLedger::open(folder / "ledger.db");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().fault == LedgerFault::damaged);
}
