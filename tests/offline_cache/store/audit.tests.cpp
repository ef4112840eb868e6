#include <catch2/catch_test_macros.hpp>

#include "kiosk/crypto/digest.h"
#include "kiosk/database/query.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/store_schema.h"
#include "tests/offline_cache/store/hall.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

namespace query = database::query;

/// One number of the database, looked up with the store's own key.
std::int64_t look(tests::StoreInFolder& here, const char* sql) {
  here.store.reset();
  std::int64_t found = -1;
  {
    auto database = database::Database::open(here.folder / "store.db",
                                             {.key = *store_key(here.folder.path(), {})});
    const auto row = query::row(
        *database, [](const database::Statement& s) { return s.integer(0); }, sql);
    REQUIRE(row);
    found = row->value_or(-1);
  }
  here.store = here.reopened();
  return found;
}

/// As the fifth version of the store wrote an event.
void write_old_event(database::Database& database, int number, base::WallTime at,
                     crypto::Digest& head) {
  const auto previous = head;
  head = crypto::sha256(bytes_of(
      "linli-audit-v1\nnumber: " + std::to_string(number) +
      "\nat: " + std::to_string(at.time_since_epoch().count()) +
      "\nkind: help_called\ndetail: no_session\nprevious: " + crypto::to_hex(previous) + "\n"));
  REQUIRE(query::run(database,
                     "INSERT INTO audit_event VALUES (?, ?, 'help_called', 'no_session', ?, ?)",
                     std::int64_t{number}, at, ByteView(previous), ByteView(head)));
}

/// A store of the fifth version, with the events from `first` to the third.
void make_old_store(tests::StoreInFolder& here, int first) {
  here.store.reset();
  std::filesystem::remove(here.folder / "store.db");
  std::filesystem::remove(here.folder / "store.mark");
  auto database = database::Database::open(here.folder / "store.db",
                                           {.key = *store_key(here.folder.path(), {})});
  REQUIRE(database);
  REQUIRE(database::migrate(*database, store_migrations().first(5)));
  crypto::Digest head{};
  for (int number = 1; number <= 3; ++number) {
    write_old_event(*database, number, here.hall.clock.now(), head);
  }
  REQUIRE(query::run(*database, "DELETE FROM audit_event WHERE number < ?", std::int64_t{first}));
}

}  // namespace

TEST_CASE("the audit trail is a chain that follows from event to event") {
  tests::StoreInFolder here;
  here.submit();
  REQUIRE(here.store->record(AuditKind::session_started, ""));
  REQUIRE(here.store->record(AuditKind::help_called, std::string(500, 'x')));
  CHECK(here.store->audit_intact());
}

TEST_CASE("a changed or removed event is noticed") {
  for (const char* sql :
       {"UPDATE audit_event SET detail = 'y' WHERE number = 2",
        "UPDATE audit_event SET at = at + 1 WHERE number = 2",
        "UPDATE audit_event SET earliest = earliest - 1 WHERE number = 2",
        "UPDATE audit_event SET latest = latest + 1 WHERE number = 2",
        "UPDATE audit_event SET earliest = NULL, latest = NULL WHERE number = 2",
        "DELETE FROM audit_event WHERE number = 2", "DELETE FROM audit_event WHERE number = 1"}) {
    INFO(sql);
    tests::StoreInFolder here;
    for (int i = 0; i < 3; ++i) REQUIRE(here.store->record(AuditKind::help_called, "x"));
    here.tamper(sql);
    here.store = here.reopened();
    CHECK_FALSE(here.store->audit_intact());
  }
}

TEST_CASE("a long trail is read in stretches, and each event once") {
  tests::StoreInFolder here;
  constexpr std::int64_t kEvents = 1200;
  here.store->together([&] {
    for (int i = 0; i < kEvents; ++i) here.store->record(AuditKind::help_called, "x");
  });
  const AuditTime always{here.hall.clock.now() - 1h, here.hall.clock.now() + 1h};
  std::int64_t after = 0;
  std::int64_t read = 0;
  for (bool more = true; more;) {
    const auto slice = here.store->audit_trail(after, always);
    REQUIRE(slice);
    CHECK(slice->events.size() <= 500);
    for (const AuditEvent& event : slice->events) CHECK(event.number == ++read);
    CHECK_FALSE(slice->broken);
    REQUIRE((slice->last > after || !slice->more));
    after = slice->last;
    more = slice->more;
  }
  CHECK(read == kEvents);
  CHECK(after == kEvents);
}

TEST_CASE("of the trail those events are handed over that are of the wanted time") {
  tests::StoreInFolder here;
  const auto begin = here.hall.clock.now();
  for (const char* detail : {"before", "first", "second", "after"}) {
    REQUIRE(here.store->record(AuditKind::help_called, detail));
    here.hall.clock.advance(1h);
  }
  const auto slice = here.store->audit_trail(0, {begin + 1h, begin + 3h});
  REQUIRE(slice);
  REQUIRE(slice->events.size() == 2);
  CHECK(slice->events[0].detail == "first");
  CHECK(slice->events[0].kind == "help_called");
  CHECK(slice->events[0].at == begin + 1h);
  CHECK(slice->events[1].detail == "second");
  CHECK(slice->last == 4);
  CHECK(here.store->audit_trail(0, {})->events.empty());
}

TEST_CASE("a break in the trail is named, wherever the reading begins") {
  tests::StoreInFolder here;
  for (int i = 0; i < 6; ++i) REQUIRE(here.store->record(AuditKind::help_called, "x"));
  here.tamper("DELETE FROM audit_event WHERE number = 3");
  here.store = here.reopened();
  CHECK(here.store->audit_trail(0, {})->broken == 4);
  CHECK(here.store->audit_trail(2, {})->broken == 4);
  CHECK(here.store->audit_trail(3, {})->broken == 4);  // where a reading stopped before it was gone
  CHECK_FALSE(here.store->audit_trail(4, {})->broken);
}

TEST_CASE("every event carries the interval of its clock") {
  tests::StoreInFolder here;
  here.hall.clock.set_error(1500ms);
  here.submit();
  REQUIRE(here.store->record(AuditKind::help_called, "x"));
  CHECK(here.store->audit_intact());
  CHECK(look(here,
             "SELECT count(*) FROM audit_event WHERE latest - earliest = 3000"
             " AND at = earliest + 1500") == 2);
}

TEST_CASE("events of before the interval keep their hash, and new ones follow from them") {
  tests::StoreInFolder here;
  make_old_store(here, 1);
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->audit_intact());
  REQUIRE(here.store->record(AuditKind::help_called, "x"));
  CHECK(here.store->audit_intact());
  here.tamper("UPDATE audit_event SET at = at + 1 WHERE number = 1");
  here.store = here.reopened();
  CHECK_FALSE(here.store->audit_intact());
}

TEST_CASE("a trail whose first events an earlier version dropped is taken as it is") {
  tests::StoreInFolder here;
  make_old_store(here, 2);
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->audit_intact());
  here.tamper("DELETE FROM audit_event WHERE number = 2");
  here.store = here.reopened();
  CHECK_FALSE(here.store->audit_intact());
}

TEST_CASE("events are dropped after six months, and the rest still follows from the anchor") {
  tests::StoreInFolder here;
  for (int i = 0; i < 3; ++i) REQUIRE(here.store->record(AuditKind::help_called, "x"));
  here.hall.clock.advance(24h * 100);
  REQUIRE(here.store->record(AuditKind::help_called, "later"));
  here.hall.clock.advance(24h * 85);
  here.hall.clock.set_error(1ms);  // perhaps the time is not over yet
  here.store->maintain();
  CHECK(look(here, "SELECT min(number) FROM audit_event") == 1);
  here.hall.clock.set_error(0ms);
  here.store->maintain();
  CHECK(look(here, "SELECT min(number) FROM audit_event") == 4);
  CHECK(look(here, "SELECT count(*) FROM audit_event WHERE kind = 'events_dropped'") == 1);
  CHECK(here.store->audit_intact());
  REQUIRE(here.store->record(AuditKind::help_called, "x"));
  CHECK(here.store->audit_intact());

  SECTION("one more that is missing is noticed") {
    here.tamper("DELETE FROM audit_event WHERE number = 4");
  }
  SECTION("an anchor that was moved is noticed") {
    here.tamper("UPDATE audit_anchor SET number = 2");
  }
  SECTION("an anchor that was changed is noticed") {
    here.tamper("UPDATE audit_anchor SET hash = zeroblob(32)");
  }
  SECTION("an anchor that was taken away is noticed") { here.tamper("DELETE FROM audit_anchor"); }
  here.store = here.reopened();
  CHECK_FALSE(here.store->audit_intact());
}

TEST_CASE("a trail whose every event is past its time still goes on from where it was") {
  tests::StoreInFolder here;
  for (int i = 0; i < 3; ++i) REQUIRE(here.store->record(AuditKind::help_called, "x"));
  here.hall.clock.advance(24h * 400);
  here.store->maintain();
  CHECK(look(here, "SELECT min(number) FROM audit_event") == 4);
  CHECK(here.store->audit_intact());
}

TEST_CASE("dropping old events does not make events without end") {
  tests::StoreInFolder here;
  for (int day = 0; day < 400; ++day) {
    for (int hour = 0; hour < 24; hour += 4) {
      here.hall.clock.advance(4h);
      REQUIRE(here.store->record(AuditKind::help_called, "event"));
      here.store->maintain();
    }
  }
  here.store.reset();
  CHECK(look(here, "SELECT count(*) FROM audit_event WHERE kind = 'help_called'") <= 186 * 6);
  CHECK(look(here, "SELECT count(*) FROM audit_event WHERE kind = 'events_dropped'") <= 186);
}

TEST_CASE("an event of a clock that was ahead leaves no hole") {
  tests::StoreInFolder here;
  REQUIRE(here.store->record(AuditKind::help_called, "first"));
  here.hall.clock.advance(24h * 300);
  here.store = here.reopened();
  REQUIRE(here.store->record(AuditKind::help_called, "ahead"));
  here.store.reset();
  const base::FakeClock right(here.hall.clock.now() - 24h * 300 + 24h * 190);
  auto store = Store::open(here.options(), right);
  REQUIRE(store);
  (*store)->maintain();
  CHECK((*store)->audit_intact());
  store->reset();
  CHECK(look(here, "SELECT min(number) FROM audit_event") == 2);
}
