#include <catch2/catch_test_macros.hpp>
#include <random>

#include "kiosk/database/query.h"
#include "offline_cache/store/store_schema.h"
#include "tests/offline_cache/store/hall.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

void accept_next(tests::StoreInFolder& here) {
  const auto item = here.store->lease(1min);
  REQUIRE(item);
  const auto& link = item->commit.link;
  REQUIRE(here.store->acknowledge(
      protocol::accept(link, hash_of(link), here.hall.clock.now(), here.hall.centre)));
}

/// What waits is accepted, what needs somebody is set aside.
void settle(tests::StoreInFolder& here) {
  while (here.store->counts()->waiting > 0) accept_next(here);
  const auto overview = here.store->day_overview();
  for (const DayItem& item : overview->items) {
    (void)here.store->set_aside(item.id, SetAsideReason::technical, "1024");
  }
}

/// Both sides agree to what is open.
void close(tests::StoreInFolder& here) {
  auto books = here.store->open_books().value().at(0).close;
  books.day = base::hall_time(here.hall.clock.now()).date;
  REQUIRE(here.store->close_books(protocol::agree(books, here.hall.clock.now(), here.hall.centre)));
}

/// Another look at the database, with the store's own key.
std::vector<std::int64_t> look(tests::StoreInFolder& here, const char* sql) {
  here.store.reset();
  std::vector<std::int64_t> row;
  {
    auto database = database::Database::open(here.folder / "store.db",
                                             {.key = *store_key(here.folder.path(), {})});
    auto statement = database->prepare(sql);
    REQUIRE(statement);
    REQUIRE(statement->step());
    for (int i = 0; i < 4; ++i) row.push_back(statement->integer(i));
  }
  here.store = here.reopened();
  return row;
}

}  // namespace

TEST_CASE("books are open from the first item until a close covers the last one") {
  tests::StoreInFolder here;
  CHECK_FALSE(here.store->day_overview()->books_open);
  here.submit();
  accept_next(here);
  here.hall.clock.advance(24h);
  CHECK(here.store->day_overview()->books_open);
  close(here);
  CHECK_FALSE(here.store->day_overview()->books_open);
  here.submit();
  CHECK(here.store->day_overview()->books_open);
}

TEST_CASE("reports go back to the first day with an item, and never past today") {
  tests::StoreInFolder here;
  const auto today = base::hall_time(here.hall.clock.now()).date;
  CHECK(here.store->day_overview()->first_day == today);
  here.submit();
  here.hall.clock.advance(72h);
  here.submit();
  CHECK(here.store->day_overview()->first_day == today);
  here.hall.clock.advance(-96h);  // set back: that day is tomorrow
  CHECK(here.store->day_overview()->first_day == here.store->day_overview()->day);
}

TEST_CASE("the overview counts today, what is on its way and what needs a person") {
  tests::StoreInFolder here;
  const auto first = here.submit();
  here.submit();
  here.submit();
  accept_next(here);
  const auto leased = here.store->lease(1min);
  REQUIRE(here.store->quarantine(leased->commit.link.item, "the centre refused it: 409 (x)"));
  const auto overview = here.store->day_overview();
  REQUIRE(overview);
  CHECK(overview->day == std::chrono::year{2026} / 11 / 22);
  CHECK(overview->stored == 3);
  CHECK(overview->accepted == 1);
  CHECK(overview->on_the_way == 1);
  CHECK(overview->for_staff == 1);
  CHECK(overview->bytes > 1000);
  CHECK(overview->bytes_sent == 0);
  REQUIRE(overview->items.size() == 3);
  CHECK(overview->items[0].trouble == ItemTrouble::refused);
  CHECK(overview->items[1].state == ItemState::stored);
  CHECK(overview->items[2].id == first.item);
  CHECK(overview->items[2].bytes_sent == overview->items[2].bytes);
  CHECK_FALSE(overview->last);
}

TEST_CASE("the hall's day begins at its midnight") {
  tests::StoreInFolder here;
  here.hall.clock.advance(*base::parse_rfc3339("2026-11-22T23:59:59.999+08:00") -
                          here.hall.clock.now());
  here.submit();
  CHECK(here.store->day_overview()->stored == 1);
  here.hall.clock.advance(1ms);
  const auto next = here.store->day_overview();
  CHECK(next->day == std::chrono::year{2026} / 11 / 23);
  CHECK(next->stored == 0);
  CHECK(next->on_the_way == 1);
  here.submit();
  CHECK(here.store->day_overview()->stored == 1);
}

TEST_CASE("an item belongs to the day in which the middle of its clock's interval lies") {
  tests::StoreInFolder here;
  const auto midnight = *base::parse_rfc3339("2026-11-23T00:00:00+08:00");
  here.hall.clock.set_error(10min);
  here.hall.clock.advance(midnight - 1ms - here.hall.clock.now());
  const auto before = here.submit();
  here.hall.clock.advance(1ms);
  const auto after = here.submit();
  CHECK(here.store->day_overview()->day == std::chrono::year{2026} / 11 / 23);
  CHECK(here.store->day_overview()->stored == 1);
  CHECK(here.store->day_report(std::chrono::year{2026} / 11 / 22)->services.at(0).last_receipt ==
        before.number);
  CHECK(here.store->day_report(std::chrono::year{2026} / 11 / 23)->services.at(0).first_receipt ==
        after.number);
}

TEST_CASE("an odd interval across midnight is one day's, for the counters and the screens alike") {
  tests::StoreInFolder here;
  // Both clocks of one millisecond: the middle is rounded in the same way everywhere.
  const auto midnight = *base::parse_rfc3339("2026-11-23T00:00:00+08:00");
  here.submit();
  for (const int late : {0, 1}) {
    here.tamper(
        "UPDATE outbox_item SET created_earliest = " +
        std::to_string((midnight - 1ms).time_since_epoch().count()) + ", created_latest = " +
        std::to_string((midnight + std::chrono::milliseconds(late)).time_since_epoch().count()));
    here.store = here.reopened();
    const auto item = here.store->queue()->at(0);
    const auto day = std::chrono::sys_days(base::hall_time(item.created.middle()).date);
    CHECK(look(here, "SELECT hall_day, 0, 0, 0 FROM outbox_item").at(0) ==
          day.time_since_epoch().count());
  }
}

TEST_CASE("the clock set back over midnight counts the item where its own clock put it") {
  tests::StoreInFolder here;
  here.hall.clock.advance(*base::parse_rfc3339("2026-11-23T00:05:00+08:00") -
                          here.hall.clock.now());
  here.submit();
  here.store.reset();
  const base::FakeClock back(*base::parse_rfc3339("2026-11-22T23:58:00+08:00"));
  auto store = Store::open(here.options(), back);
  REQUIRE(store);
  auto application = here.hall.application();
  REQUIRE((*store)->submit(application, here.hall.terminal));
  CHECK((*store)->day_report(std::chrono::year{2026} / 11 / 22)->services.at(0).stored == 1);
  CHECK((*store)->day_report(std::chrono::year{2026} / 11 / 23)->services.at(0).stored == 1);
  CHECK((*store)->day_overview()->stored == 1);
}

TEST_CASE("parts that arrived count as sent") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  const auto before = here.store->day_overview();
  const auto part = here.store->part(receipt.item, 1);
  REQUIRE(part);
  REQUIRE(here.store->part_sent(receipt.item, 1));
  const auto after = here.store->day_overview();
  CHECK(after->bytes == before->bytes);
  CHECK(after->bytes_sent == part->size());
  CHECK(after->items.at(0).bytes_sent == part->size());
}

TEST_CASE("an item is set aside once, by a staff number, and only if it needs somebody") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  const auto put_aside = [&](const char* staff) {
    return here.store->set_aside(receipt.item, SetAsideReason::duplicate, staff);
  };
  CHECK_FALSE(put_aside("1024"));
  REQUIRE(here.store->quarantine(receipt.item, "a sealed part is damaged"));
  CHECK(here.store->day_overview()->items.at(0).trouble == ItemTrouble::damaged);
  CHECK_FALSE(put_aside("clerk"));
  CHECK_FALSE(put_aside("123456789"));
  CHECK(put_aside("1024"));
  CHECK(put_aside("1024"));
  const auto overview = here.store->day_overview();
  CHECK(overview->for_staff == 0);
  CHECK(overview->items.at(0).set_aside);
  CHECK(overview->items.at(0).state == ItemState::quarantined);
  CHECK(here.store->requeue(receipt.item));
  CHECK_FALSE(here.store->day_overview()->items.at(0).set_aside);
  CHECK(here.store->audit_intact());
}

TEST_CASE("no more than two hundred items are listed, those that need a person first") {
  tests::StoreInFolder here;
  for (int i = 0; i < 201; ++i) {
    REQUIRE(here.store->rate("LS-0417-2611-0001", domain::Grade::fair, here.hall.terminal));
  }
  const auto last = here.submit();
  REQUIRE(here.store->quarantine(last.item, "whatever"));
  const auto overview = here.store->day_overview();
  CHECK(overview->items.size() == kMostDayItems);
  CHECK(overview->items.at(0).id == last.item);
  CHECK(overview->items.at(0).trouble == ItemTrouble::other);
  CHECK(overview->ratings.on_the_way == 201);
}

TEST_CASE("accepted items that the last comparison named come first") {
  tests::StoreInFolder here;
  const auto missing = here.submit();
  const auto different = here.submit();
  accept_next(here);
  accept_next(here);
  const auto refused = here.submit();
  REQUIRE(here.store->quarantine(refused.item, "refused"));
  here.submit();
  Reconciliation last{.result = Reconciliation::Result::disputed,
                      .day = std::chrono::year{2026} / 11 / 22,
                      .here = 2,
                      .there = 1,
                      .check_code = "7F3A-91C2",
                      .missing_there = {missing.number},
                      .differs = {different.number},
                      .unknown_here = {},
                      .compared_at = here.hall.clock.now()};
  REQUIRE(here.store->keep_reconciliation(last));
  const auto items = here.store->day_overview()->items;
  REQUIRE(items.size() == 4);
  CHECK(items[0].id == missing.item);
  CHECK(items[0].trouble == ItemTrouble::unknown_there);
  CHECK(items[1].id == different.item);
  CHECK(items[1].trouble == ItemTrouble::differs);
  CHECK(items[2].id == refused.item);
}

TEST_CASE("after whatever happened the counters are what a scan counts") {
  tests::StoreInFolder here;
  std::mt19937 random(20261122);
  for (int step = 0; step < 120; ++step) {
    switch (random() % 6) {
      case 0:
      case 1:
        here.submit();
        break;
      case 2:
        if (const auto item = here.store->lease(1min)) {
          const auto& link = item->commit.link;
          (void)here.store->acknowledge(
              protocol::accept(link, hash_of(link), here.hall.clock.now(), here.hall.centre));
        }
        break;
      case 3:
        if (const auto item = here.store->lease(1min)) {
          (void)here.store->part_sent(item->commit.link.item, 1);
          (void)here.store->quarantine(item->commit.link.item, "refused");
        }
        break;
      case 4:
        if (const auto overview = here.store->day_overview()) {
          for (const auto& item : overview->items) {
            if (here.store->requeue(item.id)) break;
          }
        }
        break;
      case 5:
        settle(here);
        if (!here.store->open_books()->empty()) close(here);
        here.hall.clock.advance(24h * 16);
        here.store->maintain();
        break;
    }
  }
  CHECK(look(here,
             "SELECT sum(k.items <> (SELECT count(*) FROM outbox_item i WHERE i.kind = k.kind)),"
             " sum(k.bytes <> (SELECT coalesce(sum(length(sealed_manifest) + (SELECT"
             " coalesce(sum(size), 0) FROM outbox_part WHERE item = i.id)), 0) FROM outbox_item i"
             " WHERE i.kind = k.kind)), sum(k.bytes_sent <> (SELECT coalesce(sum((SELECT"
             " coalesce(sum(upload_offset), 0) FROM outbox_part WHERE item = i.id)), 0)"
             " FROM outbox_item i WHERE i.kind = k.kind)), (SELECT (SELECT sum(stored) FROM"
             " day_count) - (SELECT count(*) FROM outbox_item) - (SELECT count(*) FROM"
             " closed_item)) FROM queue_count k") == std::vector<std::int64_t>{0, 0, 0, 0});
  CHECK(look(here, "SELECT count(*), 0, 0, 0 FROM closed_item").at(0) > 0);
}

TEST_CASE("content is deleted thirty days after the agreed close, and never before") {
  tests::StoreInFolder here;
  const auto first = here.submit();
  here.submit();
  accept_next(here);
  accept_next(here);
  here.hall.clock.advance(24h * 90);
  here.store->maintain();
  CHECK(here.store->find(first.item));
  close(here);
  const auto later = here.submit();  // of the next day
  accept_next(here);
  here.hall.clock.advance(24h * 30 - 1ms);
  here.store->maintain();
  CHECK(here.store->find(first.item));
  here.hall.clock.advance(1ms);
  here.store->maintain();
  CHECK_FALSE(here.store->find(first.item));
  CHECK(here.store->find(later.item));
  CHECK(look(here,
             "SELECT count(*), sum(length(signature) = 64 AND receipt_number LIKE 'LS-%'),"
             " (SELECT count(*) FROM outbox_part), (SELECT count(*) FROM acceptance)"
             " FROM closed_item") == std::vector<std::int64_t>{2, 2, 1, 1});
  CHECK(here.store->health() == StoreHealth::ready);
  CHECK(here.store->audit_intact());
  CHECK(here.store->find(later.item)->state == ItemState::accepted);
}

TEST_CASE("what a close left out keeps its content") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  const auto item = here.store->lease(1min);
  REQUIRE(here.store->quarantine(receipt.item, "refused"));
  REQUIRE(here.store->set_aside(receipt.item, SetAsideReason::technical, "1024"));
  close(here);
  const auto& link = item->commit.link;
  REQUIRE(here.store->acknowledge(
      protocol::accept(link, hash_of(link), here.hall.clock.now(), here.hall.centre)));
  here.hall.clock.advance(24h * 31);
  here.store->maintain();
  CHECK(here.store->find(receipt.item));
}

TEST_CASE("what an agreed close left out can't be sent any more") {
  tests::StoreInFolder here;
  const auto closed = here.submit();
  const auto later = here.submit();
  REQUIRE(here.store->quarantine(closed.item, "refused"));
  REQUIRE(here.store->set_aside(closed.item, SetAsideReason::technical, "1024"));
  accept_next(here);
  close(here);
  CHECK_FALSE(here.store->requeue(closed.item));
  CHECK(here.store->find(closed.item)->state == ItemState::quarantined);
  CHECK(here.store->find(later.item)->state == ItemState::accepted);
  const auto next = here.submit();
  REQUIRE(here.store->quarantine(next.item, "refused"));
  REQUIRE(here.store->set_aside(next.item, SetAsideReason::technical, "1024"));
  CHECK(here.store->requeue(next.item));
}

TEST_CASE("content is deleted in bites of a few megabytes") {
  tests::StoreInFolder here;
  for (int i = 0; i < 3; ++i) {
    here.submit();
    accept_next(here);
  }
  close(here);
  here.tamper(
      "WITH RECURSIVE n (k) AS (SELECT 2 UNION ALL SELECT k + 1 FROM n WHERE k < 8)"
      " INSERT INTO outbox_part (item, number, field, content_type, sealed, size, sha256)"
      " SELECT id, k, 'photo', 'image/jpeg', zeroblob(262144), 262144, zeroblob(32)"
      " FROM outbox_item, n;"
      " UPDATE queue_count SET bytes = bytes + 3 * 7 * 262144 WHERE kind = 'accepted'");
  here.store = here.reopened();
  here.hall.clock.advance(24h * 30);
  here.store->maintain();  // two of 1.8 MB
  CHECK(here.store->queue()->size() == 1);
  here.store->maintain();
  CHECK(here.store->queue()->empty());
}

TEST_CASE("a store of the first version is brought up with all it holds") {
  tests::StoreInFolder here;
  here.store.reset();
  std::filesystem::remove(here.folder / "store.db");
  std::filesystem::remove(here.folder / "store.mark");
  {
    auto database = database::Database::open(here.folder / "store.db",
                                             {.key = *store_key(here.folder.path(), {})});
    REQUIRE(database);
    REQUIRE(database::migrate(*database, store_migrations().first(1)));
    protocol::ChainLink link{"0417", base::Uuid{}, 0, {}, {}, {}};
    for (const char* state : {"accepted", "stored", "quarantined"}) {
      const Bytes sealed{1, 2, 3};
      link = {link.terminal,          link.incarnation,
              link.sequence + 1,      base::make_uuid_v7(here.hall.clock.now()),
              crypto::sha256(sealed), link.sequence == 0 ? crypto::Digest{} : hash_of(link)};
      REQUIRE(database::query::run(
          *database,
          "INSERT INTO outbox_item (id, terminal, incarnation, sequence, previous, content,"
          " chain_hash, receipt_number, service, sealed_manifest, state, created_earliest,"
          " created_latest) VALUES (?1, '0417', ?2, ?3, ?4, ?5, ?6, ?7, 'temporary_relief', ?8,"
          " ?9, ?10, ?10)",
          link.item, link.incarnation, static_cast<std::int64_t>(link.sequence),
          ByteView(link.previous), ByteView(link.content), ByteView(hash_of(link)),
          "LS-0417-2611-000" + std::to_string(link.sequence), ByteView(sealed),
          std::string_view(state), here.hall.clock.now()));
    }
    REQUIRE(database::query::run(
        *database,
        "INSERT INTO outbox_part SELECT id, 1, 'signature', 'image/svg+xml', x'0102', 2, ?, 2"
        " FROM outbox_item WHERE sequence = 2",
        ByteView(crypto::sha256(Bytes{1, 2}))));
    CHECK(database->user_version() == 1);
  }
  here.store = here.reopened();
  REQUIRE(here.store);
  const auto overview = here.store->day_overview();
  CHECK(overview->stored == 3);
  CHECK(overview->accepted == 1);
  CHECK(overview->on_the_way == 1);
  CHECK(overview->for_staff == 1);
  CHECK(overview->bytes == 5);
  CHECK(overview->bytes_sent == 2);
  CHECK(here.store->lease(1min)->commit.receipt_number == "LS-0417-2611-0002");
}

TEST_CASE("a close that failed is told until something was compared, after a restart as well") {
  tests::StoreInFolder here;
  here.submit();
  REQUIRE(here.store->record(AuditKind::day_close_failed, "unreachable"));
  const base::WallTime at = here.hall.clock.now();
  REQUIRE(here.store->record(AuditKind::staff_signed_in, "1001"));
  here.store = here.reopened();
  auto failed = here.store->day_overview()->failed;
  REQUIRE(failed);
  CHECK(failed->error == CloseError::unreachable);
  CHECK(failed->at == at);
  here.hall.clock.advance(-1h);  // a clock that is set back changes nothing
  accept_next(here);
  close(here);
  here.submit();
  CHECK_FALSE(here.store->day_overview()->failed);
  REQUIRE(here.store->record(AuditKind::day_close_failed, "waiting"));
  CHECK(here.store->day_overview()->failed->error == CloseError::waiting);
  Reconciliation disputed{.result = Reconciliation::Result::disputed,
                          .day = std::chrono::year{2026} / 11 / 22};
  REQUIRE(here.store->keep_reconciliation(disputed));
  CHECK_FALSE(here.store->day_overview()->failed);
}

TEST_CASE("a failed close is not told where nothing is left to close") {
  tests::StoreInFolder here;
  REQUIRE(here.store->record(AuditKind::day_close_failed, "unreachable"));
  CHECK_FALSE(here.store->day_overview()->failed);
}

TEST_CASE("an emergency stands first on its day, and until the centre has it") {
  tests::StoreInFolder here;
  auto emergency = here.hall.application();
  emergency.urgent = true;
  REQUIRE(here.store->submit(emergency, here.hall.terminal));
  here.submit();
  auto items = here.store->day_overview()->items;
  REQUIRE(items.size() == 2);
  CHECK(items[0].id == emergency.item);
  CHECK(items[0].emergency);
  CHECK_FALSE(items[1].emergency);
  here.hall.clock.advance(24h);
  CHECK(here.store->day_overview()->items[0].emergency);
  settle(here);
  CHECK_FALSE(here.store->day_overview()->items[0].emergency);
  CHECK_FALSE(here.store->day_overview()->items[1].emergency);
}
