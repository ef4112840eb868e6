#include <catch2/catch_test_macros.hpp>

#include "kiosk/database/query.h"
#include "offline_cache/store/store_schema.h"
#include "tests/offline_cache/store/hall.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::year_month_day kToday{std::chrono::year{2026} / 11 / 22};

struct ReportHall : tests::StoreInFolder {
  DayReport report(std::chrono::year_month_day day = kToday) {
    const auto found = store->day_report(day);
    REQUIRE(found);
    return *found;
  }
  protocol::ChainLink lease() {
    const auto item = store->lease(1min);
    REQUIRE(item);
    return item->commit.link;
  }
  void accept_next() {
    const auto link = lease();
    REQUIRE(
        store->acknowledge(protocol::accept(link, hash_of(link), hall.clock.now(), hall.centre)));
  }
  protocol::DayClose close() {
    auto books = store->open_books().value().at(0).close;
    books.day = base::hall_time(hall.clock.now()).date;
    REQUIRE(store->close_books(protocol::agree(books, hall.clock.now(), hall.centre)));
    return books;
  }
};

std::vector<AuditKind> kinds_of(const DayReport& report) {
  std::vector<AuditKind> kinds;
  for (const DayAct& act : report.acts) kinds.push_back(act.kind);
  return kinds;
}

}  // namespace

TEST_CASE("a day is counted by service, with the range of its receipts") {
  ReportHall here;
  const auto first = here.submit();
  here.submit();
  const auto last = here.submit();
  REQUIRE(here.store->rate(first.number, domain::Grade::satisfied, here.hall.terminal));
  here.accept_next();
  const DayReport report = here.report();
  CHECK(report.day == kToday);
  CHECK(report.terminal == "0417");
  REQUIRE(report.services.size() == 2);
  CHECK(report.services[0].service == "rating");
  CHECK(report.services[0].stored == 1);
  const ServiceDay& relief = report.services[1];
  CHECK(relief.service == "temporary_relief");
  CHECK(relief.stored == 3);
  CHECK(relief.accepted == 1);
  CHECK(relief.on_the_way() == 2);
  CHECK(relief.first_receipt == first.number);
  CHECK(relief.last_receipt == last.number);
  CHECK(total_of(report).stored == 3);  // a rating is no application
  CHECK(here.store->day_overview()->stored == 3);
  CHECK(here.store->day_overview()->accepted == 1);
  CHECK(report.items.empty());
  CHECK(report.closes.empty());
  CHECK_FALSE(report.last);
}

TEST_CASE("a day says what needs a person, and what was set aside, why and by whom") {
  ReportHall here;
  here.submit();
  here.submit();
  const auto refused = here.lease();
  REQUIRE(here.store->quarantine(refused.item, "the centre refused it: 409 (x)"));
  const auto damaged = here.lease();
  REQUIRE(here.store->quarantine(damaged.item, "a sealed part is damaged"));
  here.hall.clock.advance(10min);
  REQUIRE(here.store->set_aside(damaged.item, SetAsideReason::withdrawn, "1002"));
  const DayReport report = here.report();
  REQUIRE(report.items.size() == 2);
  CHECK(report.items[0].trouble == ItemTrouble::refused);
  CHECK_FALSE(report.items[0].set_aside);
  CHECK(report.items[1].trouble == ItemTrouble::damaged);
  REQUIRE(report.items[1].set_aside);
  CHECK(report.items[1].set_aside->reason == SetAsideReason::withdrawn);
  CHECK(report.items[1].set_aside->staff == "1002");
  CHECK(report.items[1].set_aside->at == here.hall.clock.now());
  CHECK(report.services.at(0).quarantined == 2);
  CHECK(report.services.at(0).set_aside == 1);
  CHECK(report.services.at(0).on_the_way() == 0);
  REQUIRE(kinds_of(report) == std::vector{AuditKind::item_set_aside});
  CHECK(report.acts[0].detail.find("withdrawn, staff 1002") != std::string::npos);
}

TEST_CASE("a day has the ranges that were agreed on it, and the last comparison if it was then") {
  ReportHall here;
  here.submit();
  here.accept_next();
  const auto books = here.close();
  Reconciliation last;
  last.day = kToday;
  last.here = last.there = 1;
  last.check_code = protocol::check_code_of(books.chain_head);
  REQUIRE(here.store->keep_reconciliation(last));
  DayReport report = here.report();
  REQUIRE(report.closes.size() == 1);
  CHECK(report.closes[0].first == 1);
  CHECK(report.closes[0].last == 1);
  CHECK(report.closes[0].items == 1);
  CHECK(report.closes[0].check_code == last.check_code);
  REQUIRE(report.last);
  CHECK(report.last->check_code == last.check_code);
  here.hall.clock.advance(24h);
  report = here.report(std::chrono::sys_days(kToday) + std::chrono::days(1));
  CHECK(report.closes.empty());
  CHECK_FALSE(report.last);
}

TEST_CASE("acts belong to the hall's day on which they were done") {
  ReportHall here;
  REQUIRE(here.store->add_staff({"1001", "李敏", StaffRole::clerk}, "482913"));
  here.hall.clock.advance(*base::parse_rfc3339("2026-11-22T23:59:59.999+08:00") -
                          here.hall.clock.now());
  REQUIRE(here.store->sign_in("1001", "482913"));
  here.hall.clock.advance(1ms);
  REQUIRE(here.store->record(AuditKind::staff_closes_day, "1001"));
  REQUIRE(here.store->record(AuditKind::help_called, "no_session"));
  CHECK(kinds_of(here.report()) == std::vector{AuditKind::staff_signed_in});
  CHECK(kinds_of(here.report(std::chrono::year{2026} / 11 / 23)) ==
        std::vector{AuditKind::staff_closes_day});
}

TEST_CASE("a past day keeps its figures after the content of its items was deleted") {
  ReportHall here;
  const auto first = here.submit();
  here.submit();
  here.accept_next();
  here.accept_next();
  here.close();
  const DayReport before = here.report();
  here.hall.clock.advance(24h * 31);
  here.store->maintain();
  REQUIRE_FALSE(here.store->find(first.item));
  const DayReport after = here.report();
  CHECK(after.services.at(0).stored == 2);
  CHECK(after.services.at(0).accepted == 2);
  CHECK(after.services.at(0).first_receipt == first.number);
  CHECK(after.closes.at(0).check_code == before.closes.at(0).check_code);
}

TEST_CASE("a day of which nothing is known is empty") {
  ReportHall here;
  const DayReport report = here.report(std::chrono::year{2020} / 2 / 29);
  CHECK(report.services.empty());
  CHECK(report.acts.empty());
}

TEST_CASE("a day with hundreds of items for staff lists the first of them and counts the rest") {
  ReportHall here;
  here.submit();
  here.tamper(
      "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 251)"
      " INSERT INTO outbox_item (id, terminal, incarnation, sequence, previous, content, "
      "chain_hash,"
      " receipt_number, service, sealed_manifest, created_earliest, created_latest, state)"
      " SELECT randomblob(16), terminal, incarnation, n.i, previous, content, randomblob(32),"
      " 'LS-0417-2611-1' || n.i, service, sealed_manifest, created_earliest, created_latest,"
      " 'quarantined' FROM outbox_item, n");
  here.store = here.reopened();
  REQUIRE(here.store);
  const DayReport report = here.report();
  CHECK(report.items.size() == kMostReportItems);
  CHECK(report.more_items == 50);
  CHECK(report.services.at(0).quarantined == 250);
}

TEST_CASE("an older store's days are counted by service when it is brought up") {
  tests::StoreInFolder here;
  here.store.reset();
  std::filesystem::remove(here.folder / "store.db");
  std::filesystem::remove(here.folder / "store.mark");
  {
    auto database = database::Database::open(here.folder / "store.db",
                                             {.key = *store_key(here.folder.path(), {})});
    REQUIRE(database);
    REQUIRE(database::migrate(*database, store_migrations().first(6)));
    // Two items of a service on one day, the second's number below the first's; one of another
    // day; one of which only the place is left.
    REQUIRE(database->execute(
        "WITH item (n, number, service, at, state) AS (VALUES"
        " (1, 'LS-0417-2611-9999', 'temporary_relief', 1795309200000, 'accepted'),"
        " (2, 'LS-0417-2611-10000', 'temporary_relief', 1795309260000, 'stored'),"
        " (3, 'LS-0417-2611-10001', 'temporary_relief', 1795395600000, 'stored'))"
        " INSERT INTO outbox_item (id, terminal, incarnation, sequence, previous, content,"
        " chain_hash, receipt_number, service, sealed_manifest, created_earliest, created_latest,"
        " state) SELECT randomblob(16), '0417', zeroblob(16), n, zeroblob(32), zeroblob(32),"
        " randomblob(32), number, service, x'01', at, at, state FROM item;"
        "INSERT INTO closed_item VALUES (randomblob(16), '0417', zeroblob(16), 4, zeroblob(32),"
        " zeroblob(32), zeroblob(32), 'PJ-0417-2611-0001', 'rating', 1795309200000, 1795309200000,"
        " zeroblob(32), 0, zeroblob(64))"));
    CHECK(database->user_version() == 6);
  }
  here.store = here.reopened();
  REQUIRE(here.store);
  const auto report = here.store->day_report(kToday);
  REQUIRE(report);
  REQUIRE(report->services.size() == 2);
  CHECK(report->services[0].service == "rating");
  CHECK(report->services[0].accepted == 1);
  CHECK(report->services[1].stored == 2);
  CHECK(report->services[1].accepted == 1);
  CHECK(report->services[1].first_receipt == "LS-0417-2611-9999");
  CHECK(report->services[1].last_receipt == "LS-0417-2611-10000");
}

TEST_CASE("of very many acts the report has the last, and says how many there were before") {
  tests::StoreInFolder here;
  for (int i = 0; i < 207; ++i) {
    REQUIRE(here.store->record(AuditKind::staff_signed_in, std::to_string(1000 + i)));
  }
  const auto report = *here.store->day_report(base::hall_time(here.hall.clock.now()).date);
  REQUIRE(report.acts.size() == kMostReportActs);
  CHECK(report.acts.front().detail == "1007");
  CHECK(report.acts.back().detail == "1206");
  CHECK(report.more_acts == 7);
}
