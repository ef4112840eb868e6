#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "kiosk/database/database.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::database;
using namespace std::chrono_literals;

namespace {
const Bytes kKey(32, 0x42);

void make_database(const std::filesystem::path& path) {
  auto database = Database::open(path, {.key = kKey});
  REQUIRE(database);
  REQUIRE(
      database->execute("CREATE TABLE t (a); "
                        "INSERT INTO t VALUES (CAST(printf('%.20000c', 'a') AS BLOB))"));
}

void flip_byte(const std::filesystem::path& path, std::size_t at) {
  std::string bytes = tests::read_whole(path);
  bytes.at(at) = static_cast<char>(bytes.at(at) ^ 1);
  tests::write_whole(path, bytes);
}
}  // namespace

TEST_CASE("another key does not open a database and does not change it") {
  const tests::TemporaryFolder folder;
  make_database(folder / "db");
  const std::string before = tests::read_whole(folder / "db");
  const auto opened = Database::open(folder / "db", {.key = Bytes(32, 0x43)});
  REQUIRE_FALSE(opened);
  CHECK(opened.error().kind == ErrorKind::not_a_database);
  CHECK(tests::read_whole(folder / "db") == before);
}

TEST_CASE("garbage in place of a database is recognised and left as it is") {
  const tests::TemporaryFolder folder;
  const std::string garbage(10000, 'g');
  tests::write_whole(folder / "db", garbage);
  for (const auto& key : {std::optional<Bytes>(kKey), std::optional<Bytes>()}) {
    const auto opened = Database::open(folder / "db", {.key = key});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == ErrorKind::not_a_database);
    CHECK(tests::read_whole(folder / "db") == garbage);
  }
}

TEST_CASE("a flipped byte in a table's page is noticed when the page is read") {
  const tests::TemporaryFolder folder;
  make_database(folder / "db");
  flip_byte(folder / "db", 4096 + 2000);  // page 2: the table's only leaf
  auto database = Database::open(folder / "db", {.key = kKey});
  REQUIRE(database);
  auto select = database->prepare("SELECT a FROM t");
  const auto row = select->step();
  REQUIRE_FALSE(row);
  CHECK(row.error().kind == ErrorKind::not_a_database);
}

// SQLCipher 4.6 reads zeros from an overflow page whose authentication failed
// and reports nothing: whoever stores large values keeps a digest with each.
TEST_CASE("a flipped byte in a large value changes what is read, and no error tells") {
  const tests::TemporaryFolder folder;
  make_database(folder / "db");
  flip_byte(folder / "db", 5 * 4096 + 2000);
  auto database = Database::open(folder / "db", {.key = kKey});
  REQUIRE(database);
  auto select = database->prepare("SELECT a FROM t");
  REQUIRE(select->step() == true);
  CHECK(select->blob(0) != Bytes(20000, 'a'));
}

TEST_CASE("a database at its limit of pages is full") {
  auto database = Database::open(":memory:", {});
  REQUIRE(database->execute("CREATE TABLE t (a); PRAGMA max_page_count = 4"));
  const auto outcome = database->execute("INSERT INTO t VALUES (randomblob(100000))");
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().kind == ErrorKind::full);
}

TEST_CASE("a folder that can't be written is an error of the disk") {
  const auto opened = Database::open("/proc/linli-no-such-place/db", {});
  REQUIRE_FALSE(opened);
  CHECK(opened.error().kind == ErrorKind::io);
}

TEST_CASE("a second process is told that the database is in use") {
  const tests::TemporaryFolder folder;
  const auto database = Database::open(folder / "db", {.key = kKey});
  REQUIRE(database);
  const pid_t child = fork();
  if (child == 0) {
    const auto second = Database::open(folder / "db", {.key = kKey, .busy_timeout = 10ms});
    _exit(!second && second.error().kind == ErrorKind::busy ? 0 : 1);
  }
  int status = 1;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}
