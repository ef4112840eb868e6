#include "kiosk/database/database.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::database;

namespace {

const Bytes kKey(32, 0x42);

std::int64_t pragma(Database& database, const std::string& name) {
  auto statement = database.prepare("PRAGMA " + name);
  REQUIRE(statement);
  REQUIRE(statement->step() == true);
  return statement->integer(0);
}

}  // namespace

TEST_CASE("a database is opened with the settings that durability needs") {
  const tests::TemporaryFolder folder;
  auto database = Database::open(folder / "db", {.key = kKey});
  REQUIRE(database);
  CHECK(pragma(*database, "synchronous") == 2);  // FULL
  CHECK(pragma(*database, "foreign_keys") == 1);
  CHECK(pragma(*database, "secure_delete") == 1);
  CHECK(pragma(*database, "trusted_schema") == 0);
  CHECK(pragma(*database, "cell_size_check") == 1);
  auto mode = database->prepare("PRAGMA journal_mode");
  REQUIRE(mode->step() == true);
  CHECK(mode->text(0) == "wal");
}

TEST_CASE("values of every type come back as they were bound") {
  auto database = Database::open(":memory:", {});
  REQUIRE(database);
  REQUIRE(database->execute("CREATE TABLE t (a, b, c, d, e, f)"));
  auto insert = database->prepare("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)");
  REQUIRE(insert);
  const Bytes blob = {0, 1, 255};
  insert->bind(1, std::int64_t{1} << 62).bind(2, "民政\0局").bind(3, blob).bind_null(4);
  insert->bind(5, std::string_view{}).bind(6, ByteView{});
  REQUIRE(insert->run());
  CHECK(database->changes() == 1);
  auto select = database->prepare("SELECT * FROM t WHERE e IS NOT NULL AND f IS NOT NULL");
  REQUIRE(select->step() == true);
  CHECK(select->integer(0) == std::int64_t{1} << 62);
  CHECK(select->text(1) == "民政");
  CHECK(select->blob(2) == blob);
  CHECK(select->is_null(3));
  CHECK(select->text(4).empty());
  CHECK(select->step() == false);
}

TEST_CASE("a statement prepared again knows nothing of the values before") {
  auto database = Database::open(":memory:", {});
  REQUIRE(database);
  const auto select = [&] { return database->prepare("SELECT ?1, ?2"); };
  {
    auto first = select();
    first->bind(1, "王秀芳").bind(2, std::int64_t{7});
    REQUIRE(first->step() == true);  // left in the middle of its rows
  }
  auto again = select();
  REQUIRE(again->step() == true);
  CHECK(again->is_null(0));
  CHECK(again->is_null(1));
  CHECK(again->step() == false);
}

TEST_CASE("two statements of the same text go their own ways") {
  auto database = Database::open(":memory:", {});
  REQUIRE(database);
  REQUIRE(database->execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)"));
  auto one = database->prepare("SELECT a FROM t ORDER BY a");
  auto other = database->prepare("SELECT a FROM t ORDER BY a");
  REQUIRE(one->step() == true);
  REQUIRE(other->step() == true);
  REQUIRE(other->step() == true);
  CHECK(one->integer(0) == 1);
  CHECK(other->integer(0) == 2);
}

TEST_CASE("a statement left behind holds no other statement up") {
  const tests::TemporaryFolder folder;
  auto database = Database::open(folder / "db", {.key = kKey});
  REQUIRE(database);
  REQUIRE(database->execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)"));
  REQUIRE(database->prepare("SELECT a FROM t")->step() == true);
  auto checkpoint = database->prepare("PRAGMA wal_checkpoint(TRUNCATE)");
  REQUIRE(checkpoint->step() == true);
  CHECK(checkpoint->integer(0) == 0);
  CHECK(checkpoint->step() == false);
  CHECK(database->execute("DROP TABLE t"));
}

TEST_CASE("a statement follows a change of the schema") {
  auto database = Database::open(":memory:", {});
  REQUIRE(database);
  REQUIRE(database->execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)"));
  REQUIRE(database->prepare("SELECT * FROM t")->step() == true);
  REQUIRE(database->execute("DROP TABLE t; CREATE TABLE t (b, a); INSERT INTO t VALUES (2, 3)"));
  auto again = database->prepare("SELECT * FROM t");
  REQUIRE(again->step() == true);
  CHECK(again->integer(0) == 2);
  CHECK(again->integer(1) == 3);
}

TEST_CASE("what was committed is there after reopening, what was not is gone") {
  const tests::TemporaryFolder folder;
  {
    auto database = Database::open(folder / "db", {.key = kKey});
    REQUIRE(database->execute("CREATE TABLE t (a INTEGER)"));
    auto kept = Transaction::begin(*database);
    REQUIRE(database->execute("INSERT INTO t VALUES (1)"));
    REQUIRE(kept->commit());
    auto dropped = Transaction::begin(*database);
    REQUIRE(database->execute("INSERT INTO t VALUES (2)"));
  }
  auto database = Database::open(folder / "db", {.key = kKey});
  auto select = database->prepare("SELECT count(*), max(a) FROM t");
  REQUIRE(select->step() == true);
  CHECK(select->integer(0) == 1);
  CHECK(select->integer(1) == 1);
}

TEST_CASE("with a key neither schema nor content can be read from the file") {
  const tests::TemporaryFolder folder;
  {
    auto database = Database::open(folder / "db", {.key = kKey});
    REQUIRE(
        database->execute("CREATE TABLE secret_table (a); "
                          "INSERT INTO secret_table VALUES ('secret_value')"));
  }
  const std::string bytes = tests::read_whole(folder / "db");
  CHECK(bytes.size() > 4096);
  CHECK(bytes.find("secret_") == std::string::npos);
  CHECK(bytes.find("SQLite format") == std::string::npos);
}

TEST_CASE("without a key the file is plain SQLite") {
  const tests::TemporaryFolder folder;
  {
    REQUIRE(Database::open(folder / "db", {.key = {}, .exclusive = false})
                ->execute("CREATE TABLE t (a)"));
  }
  CHECK(tests::read_whole(folder / "db").starts_with("SQLite format 3"));
}

TEST_CASE("a broken rule of the schema is a constraint error that names no value") {
  auto database = Database::open(":memory:", {});
  REQUIRE(database->execute("CREATE TABLE t (a TEXT UNIQUE); INSERT INTO t VALUES ('private')"));
  auto insert = database->prepare("INSERT INTO t VALUES (?)");
  insert->bind(1, "private");
  const auto outcome = insert->run();
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().kind == ErrorKind::constraint);
  CHECK(outcome.error().what.find("private") == std::string::npos);
}

TEST_CASE("wrong SQL is an error, not a crash") {
  auto database = Database::open(":memory:", {});
  const auto statement = database->prepare("SELEKT 1");
  REQUIRE_FALSE(statement);
  CHECK(statement.error().kind == ErrorKind::other);
}
