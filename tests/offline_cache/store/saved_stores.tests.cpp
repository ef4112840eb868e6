#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <map>

#include "kiosk/crypto/digest.h"
#include "kiosk/database/query.h"
#include "offline_cache/store/store.h"
#include "offline_cache/store/store_schema.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

namespace query = database::query;

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
        query::row(
            *database, [](const auto& row) { return query::array<crypto::Digest>(row, 0); },
            "SELECT chain_head FROM meta")
            ->value()};
    REQUIRE_FALSE(MarkFile(here.folder / "store.mark").write(mark));
  }
};

/// A row of a table that the saved stores leave empty, from the version on that has the table.
struct FurtherRow {
  int since;
  const char* table;
  const char* insert;
};
constexpr FurtherRow kFurtherRows[] = {
    {1, "slot_lease",
     "(lease_grant, seat, office, slot, incarnation, sell_by, state) VALUES (zeroblob(16), 3,"
     " 'office', '2025-12-01T09:00', x'019aa0000000700080000000000000aa', 1763776870000, 'used')"},
    {1, "booking",
     "(item, lease_grant, seat) VALUES (x'019aa000000070009000000000000002', zeroblob(16), 3)"},
    {1, "benefit_snapshot",
     "(name, sealed, stored_at) VALUES (zeroblob(32), x'5a5a', 1763776860000)"},
    {1, "catalogue_bundle",
     "(version, etag, content, signature, fetched_at) VALUES (7, 'etag', x'5a', zeroblob(64),"
     " 1763776860000)"},
    {2, "day_close",
     "(incarnation, first_sequence, last_sequence, without, chain_head, day, agreed_at,"
     " closed_earliest, closed_latest, signature) VALUES (x'019aa0000000700080000000000000aa', 1, "
     "1,"
     " '', zeroblob(32), '2025-11-22', 1763776860000, 1763776860000, 1763776860010, zeroblob(64))"},
    {2, "closed_item",
     "(id, terminal, incarnation, sequence, previous, content, chain_hash, receipt_number, service,"
     " created_earliest, created_latest, chain_head, accepted_at, signature) VALUES"
     " (x'019aa000000070009000000000000009', '0417', zeroblob(16), 9, zeroblob(32), zeroblob(32),"
     " zeroblob(32), 'LS-0417-2510-0009', 'temporary_relief', 1, 2, zeroblob(32), 3,"
     " zeroblob(64))"},
    {2, "void_acceptance",
     "(item, chain_head, accepted_at, signature) VALUES (x'019aa000000070009000000000000001',"
     " zeroblob(32), 1763776860000, zeroblob(64))"},
    {2, "reconciliation",
     "(only, result, day, here, there, check_code, compared_at) VALUES (1, 'disputed',"
     " '2025-11-22', 4, 3, '0000-0000', 1763776860000)"},
    {2, "reconciliation_name",
     "(kind, name) VALUES ('missing_there', 'LS-0417-2511-0001'), ('unknown_here', 'an id')"}};

/// Two events, as versions before the ninth wrote them; later ones keep them so.
void add_events(database::Database& database) {
  crypto::Digest head{};
  for (std::int64_t number = 1; number <= 2; ++number) {
    const crypto::Digest previous = head;
    head = crypto::sha256(
        bytes_of("linli-audit-v1\nnumber: " + std::to_string(number) +
                 "\nat: 1763776860000\nkind: help_called\ndetail: no_session\nprevious: " +
                 crypto::to_hex(previous) + "\n"));
    REQUIRE(query::run(database,
                       "INSERT INTO audit_event (number, at, kind, detail, previous, hash)"
                       " VALUES (?, 1763776860000, 'help_called', 'no_session', ?, ?)",
                       number, ByteView(previous), ByteView(head)));
  }
}

/// The rows of a table as text, with these columns.
std::vector<std::string> rows_of(database::Database& database, const std::string& table,
                                 const std::string& columns) {
  return query::rows(
             database, [](const auto& row) { return row.text(0); },
             "SELECT " + columns + " FROM " + table + " ORDER BY 1")
      .value();
}

/// Its columns in one expression.
std::string columns_of(database::Database& database, const std::string& table) {
  return query::row(
             database, [](const auto& row) { return row.text(0); },
             "SELECT group_concat('quote(' || name || ')', ' || '' '' || ') FROM"
             " pragma_table_info('" +
                 table + "')")
      .value()
      .value();
}

database::Database opened(const tests::StoreInFolder& here) {
  return database::Database::open(here.folder / "store.db",
                                  {.key = *store_key(here.folder.path(), {})})
      .value();
}

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

TEST_CASE(
    "bookings, closes, what is left of closed items and the audit trail are brought up, too") {
  const int version = GENERATE(range(1, static_cast<int>(store_migrations().size())));
  CAPTURE(version);
  SavedStore saved(version);
  tests::StoreInFolder& here = saved.here;
  std::map<std::string, std::string> columns;
  std::map<std::string, std::vector<std::string>> before;
  {
    auto database = opened(here);
    add_events(database);
    columns["audit_event"];
    for (const FurtherRow& row : kFurtherRows) {
      if (version < row.since) continue;
      CAPTURE(row.table);
      REQUIRE(database.execute(std::string("INSERT INTO ") + row.table + " " + row.insert));
      columns[row.table];
    }
    for (auto& [table, expression] : columns) {
      expression = columns_of(database, table);
      before[table] = rows_of(database, table, expression);
      REQUIRE_FALSE(before[table].empty());
    }
  }
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->health() == StoreHealth::ready);
  CHECK(here.store->audit_intact());
  CHECK(here.store->record(AuditKind::help_called, "x"));
  CHECK(here.store->audit_intact());
  if (version >= 2) {
    CHECK(here.store->last_reconciliation()->unknown_here == std::vector<std::string>{"an id"});
    CHECK(here.store->open_books()->at(0).close.first_sequence == 2);
  }
  here.tamper("DELETE FROM audit_event WHERE number = 3");  // what was recorded just now
  auto database = opened(here);
  for (const auto& [table, rows] : before) {
    CAPTURE(table);
    CHECK(rows_of(database, table, columns[table]) == rows);
  }
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
