#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "centre/ledger/postgres_ledger.h"
#include "centre/ledger/postgres_schema.h"
#include "centre/ledger/postgres_statement.h"
#include "centre/ledger/sqlite_ledger.h"
#include "tests/centre/ledger/ledger_fixture.h"
#include "tests/centre/ledger/postgres_relay.h"

using namespace linli;
using namespace linli::centre;
using namespace linli::centre::tests;
using linli::tests::PostgresServer;

namespace {

/// A ledger whose way to the database a test can cut.
struct Relayed {
  LedgerFixture hall{LedgerKind::postgres};
  PostgresRelay relay{hall.database().server().socket_folder()};
  std::unique_ptr<PostgresLedger> ledger =
      PostgresLedger::open(hall.database().server().reached_through(relay.socket_folder(),
                                                                    hall.database().connection()))
          .value();

  LedgerResult<CommitOutcome> commit(const protocol::Commit& commit) {
    return ledger->commit(commit, morning(), hall.key(), {});
  }
};

/// Runs SQL in the ledger's database, beside the ledger.
std::string sql(LedgerFixture& hall, const std::string& statements) {
  return hall.database().server().sql(hall.database().connection(), statements);
}

/// Every insertion of an item fails with this SQLSTATE, the first `times` times.
/// The count is of a sequence, which no rollback turns back.
void fail_insertions(LedgerFixture& hall, const std::string& state, int times) {
  sql(hall,
      "CREATE SEQUENCE attempt; "
      "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
      "IF nextval('attempt') <= " +
          std::to_string(times) + " THEN RAISE EXCEPTION 'as the test wants' USING ERRCODE = '" +
          state +
          "'; END IF; RETURN NEW; END $$; "
          "CREATE TRIGGER fail BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION fail()");
}

LedgerFault fault_of_commit(LedgerFixture& hall) {
  const auto outcome = hall.ledger().commit(Chain().next(), morning(), hall.key(), {});
  REQUIRE_FALSE(outcome);
  return outcome.error().fault;
}

}  // namespace

TEST_CASE("placeholders become PostgreSQL's") {
  CHECK(postgres_sql("a = ? AND b = ?") == "a = $1 AND b = $2");
  CHECK(postgres_sql("a = ?2 AND b = ?1 - 1 OR c = ?12") == "a = $2 AND b = $1 - 1 OR c = $12");
}

TEST_CASE("an acceptance lost between commit and answer is given again") {
  Relayed centre;
  const auto item = Chain().next();
  centre.relay.cut_next(PostgresRelay::Cut::before_answer);
  const auto lost = centre.commit(item);
  REQUIRE_FALSE(lost);
  CHECK(lost.error().fault == LedgerFault::unknown);
  const auto stored = centre.hall.ledger().item(item.link.item).value();
  REQUIRE(stored);
  const auto again = std::get<Accepted>(centre.commit(item).value());
  CHECK(again.repeated);
  CHECK(to_json(again.acceptance) == to_json(stored->acceptance));
  CHECK(centre.hall.ledger().items(10)->size() == 1);
}

TEST_CASE("a commit that never reached the server is not known to be lost, and repeated is new") {
  Relayed centre;
  const auto item = Chain().next();
  centre.relay.cut_next(PostgresRelay::Cut::before_commit);
  CHECK(centre.commit(item).error().fault == LedgerFault::unknown);
  CHECK(centre.hall.ledger().items(10)->empty());
  CHECK_FALSE(std::get<Accepted>(centre.commit(item).value()).repeated);
  CHECK(centre.hall.ledger().items(10)->size() == 1);
}

TEST_CASE("while the server is away calls fail, and when it is back they go on") {
  LedgerFixture hall(LedgerKind::postgres);
  Chain chain;
  (void)hall.commit(chain.next());
  hall.database().server().stop();
  const auto item = chain.next();
  const auto failed = hall.ledger().commit(item, morning(), hall.key(), {});
  REQUIRE_FALSE(failed);
  CHECK(failed.error().fault == LedgerFault::failed);
  hall.database().server().start();
  CHECK_FALSE(std::get<Accepted>(hall.commit(item)).repeated);
}

TEST_CASE("a server that was started anew between two calls is not noticed") {
  LedgerFixture hall(LedgerKind::postgres);
  Chain chain;
  (void)hall.commit(chain.next());
  hall.database().server().kill();
  hall.database().server().start();
  CHECK_FALSE(std::get<Accepted>(hall.commit(chain.next())).repeated);
}

TEST_CASE("three times as many callers as connections are all answered") {
  LedgerFixture hall(LedgerKind::postgres);
  std::atomic<int> accepted = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 24; ++i) {
      threads.emplace_back([&] {
        Chain chain;
        for (int item = 0; item < 5; ++item) {
          const auto outcome = hall.ledger().commit(chain.next(), morning(), hall.key(), {});
          if (outcome && std::holds_alternative<Accepted>(*outcome)) ++accepted;
        }
      });
    }
  }
  CHECK(accepted == 120);
  CHECK(sql(hall,
            "SELECT count(*) <= 9 FROM pg_stat_activity WHERE usename = 'linli' AND "
            "backend_type = 'client backend'") == "t\n");  // psql is one of them
}

TEST_CASE("a transaction that others got in the way of runs again, five times at most") {
  LedgerFixture hall(LedgerKind::postgres);
  fail_insertions(hall, "40001", 4);
  CHECK(std::holds_alternative<Accepted>(hall.commit(Chain().next())));
  LedgerFixture other(LedgerKind::postgres);
  fail_insertions(other, "40P01", 1000);
  CHECK(fault_of_commit(other) == LedgerFault::busy);
  CHECK(sql(other, "SELECT last_value FROM attempt") == "5\n");
  CHECK(other.ledger().items(10)->empty());
}

TEST_CASE("a full disk of the server is told as such, and nothing is stored") {
  LedgerFixture hall(LedgerKind::postgres);
  fail_insertions(hall, "53100", 1);
  CHECK(fault_of_commit(hall) == LedgerFault::full);
  CHECK(sql(hall, "SELECT last_value FROM attempt") == "1\n");
  CHECK(hall.ledger().items(10)->empty());
  CHECK(std::holds_alternative<Accepted>(hall.commit(Chain().next())));
}

TEST_CASE("a broken page of the server is called damage") {
  LedgerFixture hall(LedgerKind::postgres);
  fail_insertions(hall, "XX001", 1);
  CHECK(fault_of_commit(hall) == LedgerFault::damaged);
}

TEST_CASE("a terminal's row that somebody keeps makes its calls fail, and no other's") {
  LedgerFixture hall(LedgerKind::postgres);
  auto somebody = PostgresConnection::open(hall.database().connection()).value();
  const auto done = somebody->transact([&](Database& database) -> LedgerResult<void> {
    REQUIRE(lock_terminal(database, "0417"));
    CHECK(fault_of_commit(hall) == LedgerFault::busy);
    CHECK(std::holds_alternative<Accepted>(hall.commit(Chain("0418").next())));
    return {};
  });
  CHECK(done);
  CHECK(std::holds_alternative<Accepted>(hall.commit(Chain().next())));
}

TEST_CASE("a text that PostgreSQL can't hold is refused whole") {
  LedgerFixture hall(LedgerKind::postgres);
  const auto item = Chain().next();
  (void)hall.commit(item);
  const std::string note("a\0b", 3);
  CHECK_FALSE(hall.ledger().record_stage(item.link.item, {domain::Stage::paid, note}, morning()));
  CHECK(hall.ledger().item(item.link.item).value()->stage == domain::Stage::received);
}

TEST_CASE("a database of the first version keeps its items when it is opened") {
  LedgerFixture hall(LedgerKind::postgres);
  hall.close();
  const auto old = hall.database().server().create_database();
  hall.database().server().sql(
      old,
      "CREATE TABLE ledger_version (version bigint NOT NULL); "
      "INSERT INTO ledger_version VALUES (1); " +
          std::string(kPostgresSchema[0]) +
          "INSERT INTO terminal (number, certificate, receipt_key, enrolled_at) VALUES "
          "('0417', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'), 0)");
  const auto ledger = PostgresLedger::open(old).value();
  CHECK(ledger->terminals()->size() == 1);
  const auto outcome = ledger->commit(Chain().next(), morning(), hall.key(), {});
  CHECK(std::holds_alternative<Accepted>(outcome.value()));
}

TEST_CASE("a database of a later version is refused and left as it is") {
  LedgerFixture hall(LedgerKind::postgres);
  hall.close();
  sql(hall, "UPDATE ledger_version SET version = 99");
  const auto opened = hall.database().open();
  REQUIRE_FALSE(opened);
  CHECK(opened.error().fault == LedgerFault::from_the_future);
  CHECK(sql(hall, "SELECT version FROM ledger_version") == "99\n");
}

TEST_CASE("both databases have the same tables and columns") {
  LedgerFixture postgres(LedgerKind::postgres);
  LedgerFixture sqlite(LedgerKind::sqlite);
  sqlite.close();
  auto file = database::Database::open(sqlite.database().file(), {}).value();
  const auto columns = database::query::rows(
      file, [](const database::Statement& s) { return s.text(0) + "." + s.text(1) + "\n"; },
      "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c "
      "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2");
  std::string in_sqlite;
  for (const auto& column : columns.value()) in_sqlite += column;
  CHECK(sql(postgres,
            "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE "
            "table_schema = 'public' AND table_name <> 'ledger_version' "
            "ORDER BY table_name COLLATE \"C\", column_name COLLATE \"C\"") == in_sqlite);
}

TEST_CASE("a server that confirms what it can lose is refused") {
  if (const auto missing = PostgresServer::missing(); !missing.empty()) SKIP(missing);
  for (const std::string setting : {"fsync", "full_page_writes"}) {
    PostgresServer server({setting + "=off"});
    const auto opened = PostgresLedger::open(server.create_database());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().what.find(setting + " is off") != std::string::npos);
  }
}

TEST_CASE("a commit is synchronous though the server's default is not") {
  if (const auto missing = PostgresServer::missing(); !missing.empty()) SKIP(missing);
  PostgresServer server({"synchronous_commit=off"});
  auto connection = PostgresConnection::open(server.create_database()).value();
  const auto setting = query::row(
      *connection, [](const Row& row) { return row.text(0); }, "SHOW synchronous_commit");
  CHECK(setting.value() == "on");
}
