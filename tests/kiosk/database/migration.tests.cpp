#include <catch2/catch_test_macros.hpp>

#include <array>

#include "kiosk/database/database.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::database;

namespace {
constexpr std::array<std::string_view, 2> kScripts = {
    "CREATE TABLE first (a INTEGER)",
    "CREATE TABLE second (a INTEGER); INSERT INTO second SELECT a FROM first"};
}

TEST_CASE("a new database takes every migration, an older one those that are missing") {
  const tests::TemporaryFolder folder;
  {
    auto database = Database::open(folder / "db", {});
    REQUIRE(migrate(*database, std::span(kScripts).first(1)) == MigrationOutcome::up_to_date);
    CHECK(database->user_version() == 1);
    REQUIRE(database->execute("INSERT INTO first VALUES (7)"));
  }
  auto database = Database::open(folder / "db", {});
  REQUIRE(migrate(*database, kScripts) == MigrationOutcome::up_to_date);
  CHECK(database->user_version() == 2);
  auto select = database->prepare("SELECT a FROM second");
  REQUIRE(select->step() == true);
  CHECK(select->integer(0) == 7);
  CHECK(migrate(*database, kScripts) == MigrationOutcome::up_to_date);
}

TEST_CASE("a database of a later version is refused and left as it is") {
  auto database = Database::open(":memory:", {});
  REQUIRE(database->execute("PRAGMA user_version = 3"));
  CHECK(migrate(*database, kScripts) == MigrationOutcome::from_the_future);
  CHECK(database->user_version() == 3);
  auto tables = database->prepare("SELECT count(*) FROM sqlite_schema");
  REQUIRE(tables->step() == true);
  CHECK(tables->integer(0) == 0);
}

TEST_CASE("a migration that fails leaves the version before it, and nothing of itself") {
  auto database = Database::open(":memory:", {});
  const std::array<std::string_view, 2> broken = {kScripts[0],
                                                  "CREATE TABLE half (a); SELEKT nothing"};
  CHECK_FALSE(migrate(*database, broken));
  CHECK(database->user_version() == 1);
  CHECK_FALSE(database->prepare("SELECT * FROM half"));
  CHECK(migrate(*database, kScripts) == MigrationOutcome::up_to_date);
}
