#include <signal.h>

#include <catch2/catch_test_macros.hpp>

#include "tests/centre/server/program.h"
#include "tests/support/ledger_under_test.h"

using namespace linli;
using namespace linli::centre::tests;
using linli::tests::LedgerKind;
using linli::tests::LedgerUnderTest;
using linli::tests::write_whole;

namespace {

/// A data directory with these settings and nothing else.
void set_up(const Program& centre, const std::string& settings) {
  std::filesystem::create_directories(centre.data());
  write_whole(centre.data() + "/ledger.toml", settings);
}

/// What `serve` says when it refuses to start.
std::string refusal(const Program& centre) {
  REQUIRE(centre.run({"serve", "--listen", "127.0.0.1:0"}).exit_code == 1);
  return centre.errors();
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE(
    "a centre with PostgreSQL keeps what it accepted, and its commands work with and without it") {
  const LedgerUnderTest database(LedgerKind::postgres);
  Program centre;
  set_up(centre, database.settings());
  centre.start();
  auto terminal = centre.enrolled();
  const Bytes signature = terminal.seal("<svg>signature</svg>");
  const auto commit = terminal.next({signature});
  REQUIRE(terminal.put_part(commit.link.item, 1, signature).status == 204);
  const auto accepted = terminal.commit(commit);
  REQUIRE(accepted.status == 201);
  const auto listed = centre.run({"submissions"}).output;
  CHECK(contains(listed, "王淑芳"));
  centre.stop(SIGKILL);
  CHECK(centre.run({"submissions"}).output == listed);
  centre.start();
  terminal.move_to(centre.curl());
  const auto again = terminal.commit(commit);
  CHECK(again.status == 200);
  CHECK(again.body == accepted.body);
  CHECK_FALSE(std::filesystem::exists(centre.data() + "/ledger.db"));
}

TEST_CASE("while PostgreSQL is away terminals are told to come again, then the centre goes on") {
  LedgerUnderTest database(LedgerKind::postgres);
  Program centre;
  set_up(centre, database.settings());
  centre.start();
  auto terminal = centre.enrolled();
  const auto commit = terminal.next();
  database.server().stop();
  CHECK(terminal.commit(commit).status == 503);
  CHECK(centre.run({"terminals"}).exit_code == 1);
  CHECK(contains(centre.errors(), "the ledger failed: connection to server on socket"));
  database.server().start();
  CHECK(terminal.commit(commit).status == 201);
}

TEST_CASE("a second server on the same directory is refused with PostgreSQL too") {
  const LedgerUnderTest database(LedgerKind::postgres);
  Program centre;
  set_up(centre, database.settings());
  centre.start();
  CHECK(contains(refusal(centre), "control.sock: Address already in use"));
  CHECK(centre.run({"terminals"}).exit_code == 0);
}

TEST_CASE("settings of the ledger that are wrong are explained") {
  const auto told = [](const std::string& settings) {
    const Program centre;
    set_up(centre, settings);
    return refusal(centre);
  };
  CHECK(contains(told("\npostgres = 'x'"), "ledger.toml:2: there is no setting postgres"));
  CHECK(contains(told("postgresql = 5"), "ledger.toml:1: postgresql must be a text in quotes"));
  CHECK(contains(told("postgresql ="), "ledger.toml:1: "));
  CHECK(contains(told("postgresql = 'dbname=linli password=secret'"), "leave the password out"));
  CHECK(contains(told("postgresql = 'postgresql://linli:secret@db/linli'"),
                 "leave the password out"));
  CHECK_FALSE(contains(told("postgresql = 'dbname=linli password=secret'"), "secret"));
  CHECK(contains(told("postgresql = 'host=/nonexistent dbname=linli'"),
                 "ledger.toml: the ledger failed: connection to server on socket \"/nonexistent/"));
}

TEST_CASE("a directory with a ledger in SQLite does not change to PostgreSQL unasked") {
  Program centre;
  centre.start();
  CHECK(centre.stop(SIGTERM) == 0);
  write_whole(centre.data() + "/ledger.toml", "postgresql = 'dbname=linli'");
  CHECK(contains(refusal(centre), "nothing moves items between them"));
}
