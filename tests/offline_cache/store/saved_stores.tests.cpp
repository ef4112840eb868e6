#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "kiosk/database/query.h"
#include "offline_cache/store/store.h"
#include "offline_cache/store/store_schema.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

/// A store as a terminal of that version left it (saved/save.py).
struct SavedStore {
  tests::StoreInFolder here;

  explicit SavedStore(int version) {
    here.store.reset();
    std::filesystem::remove(here.folder / "store.db");
    std::filesystem::remove(here.folder / "store.mark");
    const std::string file =
        std::string(LINLI_SAVED_STORES) + "/version_" + std::to_string(version) + ".sql";
    auto database = database::Database::open(here.folder / "store.db",
                                             {.key = *store_key(here.folder.path(), {})});
    REQUIRE(database);
    REQUIRE(database->execute("PRAGMA foreign_keys = OFF"));  // its tables come in any order
    REQUIRE(database->execute(tests::read_whole(file)));
    REQUIRE(database->user_version() == version);
    const HighWaterMark mark = {
        *base::Uuid::parse("019aa000-0000-7000-8000-0000000000aa"), 4,
        database::query::row(
            *database,
            [](const auto& row) { return database::query::array<crypto::Digest>(row, 0); },
            "SELECT chain_head FROM meta")
            ->value()};
    REQUIRE_FALSE(MarkFile(here.folder / "store.mark").write(mark));
  }
};

}  // namespace

TEST_CASE("there is a saved store of every earlier version") {
  for (std::size_t version = 1; version < store_migrations().size(); ++version) {
    CAPTURE(version);
    CHECK(std::filesystem::exists(std::string(LINLI_SAVED_STORES) + "/version_" +
                                  std::to_string(version) + ".sql"));
  }
}

TEST_CASE("a store of any earlier version is brought up with all it holds") {
  const int version = GENERATE(range(1, static_cast<int>(store_migrations().size())));
  CAPTURE(version);
  SavedStore saved(version);
  tests::StoreInFolder& here = saved.here;
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->health() == StoreHealth::ready);
  const auto queue = here.store->queue();
  REQUIRE(queue);
  REQUIRE(queue->size() == 4);
  const ItemState states[] = {ItemState::accepted, ItemState::stored, ItemState::quarantined,
                              version < 8 ? ItemState::stored : ItemState::exported};
  for (std::size_t i = 0; i < 4; ++i) {
    const QueueItem& item = queue->at(i);
    CHECK(item.state == states[i]);
    CHECK(item.sequence == i + 1);
    CHECK(item.receipt_number == "LS-0417-2511-000" + std::to_string(i + 1));
    REQUIRE(item.parts.size() == 1);
    const std::string part = "sealed part " + std::to_string(i + 1);
    CHECK(here.store->part(item.id, 1) == Bytes(part.begin(), part.end()));
  }
  const auto overview = here.store->day_overview();
  CHECK(overview->on_the_way == 2);
  CHECK(overview->for_staff == (version >= 2 ? 0 : 1));
  CHECK(overview->bytes == 2 * (17 + 13));
  CHECK(here.store->staff()->size() == (version >= 3 ? 1 : 0));
  CHECK(here.store->lease(1min, {.urgent_only = true})->commit.receipt_number ==
        "LS-0417-2511-0002");
  const auto next = here.store->find(here.submit().item);
  CHECK(next->sequence == 5);
  CHECK(here.store->acknowledge({*here.store->chain_link(queue->at(1).id), {}, {}, {}}));
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->counts()->waiting == 2);
}

TEST_CASE("a migration that is cut off leaves the version before, whole") {
  SavedStore saved(5);
  tests::StoreInFolder& here = saved.here;
  {
    auto database = database::Database::open(here.folder / "store.db",
                                             {.key = *store_key(here.folder.path(), {})});
    REQUIRE(database);
    const std::string broken = std::string(store_migrations()[5]) + "SELECT no_such_function();";
    std::vector<std::string_view> scripts(store_migrations().begin(),
                                          store_migrations().begin() + 5);
    scripts.push_back(broken);
    CHECK_FALSE(database::migrate(*database, scripts));
    CHECK(database->user_version() == 5);
  }
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->queue()->size() == 4);
}
