#include "offline_cache/store/personal_records.h"

#include <catch2/catch_test_macros.hpp>

#include "kiosk/database/query.h"
#include "offline_cache/store/store_key.h"
#include "tests/offline_cache/store/hall.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {
Draft draft_of(const tests::Hall& hall) {
  return {"temporary_relief", 2, "household", hall.application().answers};
}
domain::BenefitStatus benefits() {
  domain::BenefitStatus status;
  status.benefits.push_back({.kind = domain::BenefitKind::urban_subsistence_allowance,
                             .state = domain::BenefitState::active,
                             .monthly_amount = {74880},
                             .persons_covered = 2,
                             .since = std::chrono::year{2024} / 3,
                             .next_review = {},
                             .duties = {},
                             .payments = {},
                             .standard = domain::Money{62400}});
  status.source = "区民政局";
  status.as_of = *base::parse_rfc3339("2026-11-20T08:00:00+08:00");
  return status;
}
}  // namespace

TEST_CASE("a draft is found again with the same card and reads as it was left") {
  tests::StoreInFolder here;
  const crypto::PersonalCipher cipher("11010519491231002X", here.store->salt());
  const auto name = cipher.record_name(draft_record("temporary_relief"));
  REQUIRE(here.store->keep_draft(name, seal_draft(cipher, draft_of(here.hall))));
  here.store = here.reopened();
  const auto sealed = here.store->draft(name);
  REQUIRE(sealed);
  const auto draft = open_draft(cipher, "temporary_relief", *sealed);
  REQUIRE(draft);
  CHECK(draft->service_version == 2);
  CHECK(draft->step == "household");
  CHECK(std::get<domain::Digits>(draft->answers.at("phone")).text == "13912345678");
  CHECK(draft->answers.size() == here.hall.application().answers.size());
  REQUIRE(here.store->drop_draft(name));
  CHECK_FALSE(here.store->draft(name));
}

TEST_CASE("drafts are kept for 30 days and snapshots for 90") {
  tests::StoreInFolder here;
  const crypto::PersonalCipher cipher("11010519491231002X", here.store->salt());
  const auto name = cipher.record_name("any");
  REQUIRE(here.store->keep_draft(name, bytes_of("x")));
  REQUIRE(here.store->keep_snapshot(name, bytes_of("x")));
  here.hall.clock.advance(24h * 30);
  CHECK(here.store->draft(name));
  here.hall.clock.advance(1h);
  CHECK_FALSE(here.store->draft(name));
  CHECK(here.store->snapshot(name));
  here.hall.clock.advance(24h * 60);
  CHECK_FALSE(here.store->snapshot(name));
  here.store->maintain();
  CHECK(here.store->health() == StoreHealth::ready);
}

TEST_CASE("people's matters are kept apart from their benefits, for 90 days") {
  tests::StoreInFolder here;
  const crypto::PersonalCipher cipher("11010519491231002X", here.store->salt());
  const auto name = cipher.record_name("any");
  CHECK(here.store->matters(name) == Bytes());
  REQUIRE(here.store->keep_snapshot(name, bytes_of("benefits")));
  CHECK(here.store->matters(name) == Bytes());
  REQUIRE(here.store->keep_matters(name, bytes_of("matters")));
  CHECK(here.store->snapshot(name) == Bytes({'b', 'e', 'n', 'e', 'f', 'i', 't', 's'}));
  here.store = here.reopened();
  CHECK(here.store->matters(name) == Bytes({'m', 'a', 't', 't', 'e', 'r', 's'}));
  here.hall.clock.advance(24h * 90 + 1h);
  CHECK(here.store->matters(name) == Bytes());
  here.store->maintain();
  here.store.reset();
  auto database = database::Database::open(here.folder / "store.db",
                                           {.key = *store_key(here.folder.path(), {})});
  REQUIRE(database);
  const auto left = database::query::row(
      *database, [](const auto& row) { return row.integer(0); },
      "SELECT count(*) FROM matter_list");
  CHECK(left.value() == 0);
}

TEST_CASE("of people's matters those of the last 2000 stay, however many benefits are kept") {
  tests::StoreInFolder here;
  crypto::Digest name{};
  const auto kept = [&] { return here.store->matters(name)->empty() ? 0 : 1; };
  REQUIRE(here.store->keep_matters(name, bytes_of("oldest")));
  here.hall.clock.advance(1h);
  here.tamper(
      "INSERT INTO benefit_snapshot SELECT randomblob(32), x'5a', 1763776860000000 FROM"
      " (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
      " SELECT i FROM n)");
  here.store = here.reopened();
  here.store->maintain();
  CHECK(kept() == 1);
  here.tamper("INSERT INTO matter_list SELECT name, sealed, stored_at FROM benefit_snapshot");
  here.store = here.reopened();
  here.store->maintain();
  CHECK(kept() == 0);
}

TEST_CASE("a snapshot of benefits opens with the person's own number only") {
  tests::StoreInFolder here;
  const crypto::PersonalCipher own("11010519491231002X", here.store->salt());
  const crypto::PersonalCipher other("440524188001010014", here.store->salt());
  REQUIRE(
      here.store->keep_snapshot(own.record_name(kBenefitsRecord), seal_benefits(own, benefits())));
  CHECK_FALSE(here.store->snapshot(other.record_name(kBenefitsRecord)));
  const auto sealed = here.store->snapshot(own.record_name(kBenefitsRecord));
  REQUIRE(sealed);
  CHECK_FALSE(open_benefits(other, *sealed));
  const auto status = open_benefits(own, *sealed);
  REQUIRE(status);
  CHECK(status->source == "区民政局");
  CHECK(status->benefits.at(0).monthly_amount.fen == 74880);
  CHECK(status->benefits.at(0).standard == domain::Money{62400});
}

TEST_CASE("a person's matters are read as they were kept, with their own number only") {
  tests::StoreInFolder here;
  const crypto::PersonalCipher own("11010519491231002X", here.store->salt());
  const crypto::PersonalCipher other("440524188001010014", here.store->salt());
  Matter order{base::make_uuid_v7(here.hall.clock.now()), "ZC-0417-2611-0003", "meal_order", 2,
               here.hall.clock.now()};
  order.answers = {{"address", domain::Words{"锦绣路\n1 号"}}};
  Matter changed = order;
  changed.item = base::make_uuid_v7(here.hall.clock.now());
  changed.ended = domain::OrderChange::How::change;
  const Bytes sealed = seal_matters(own, {order, changed});
  CHECK_FALSE(open_matters(other, sealed));
  const auto read = open_matters(own, sealed);
  REQUIRE(read);
  REQUIRE(read->size() == 2);
  CHECK(read->at(0).item == order.item);
  CHECK(read->at(0).receipt_number == "ZC-0417-2611-0003");
  CHECK(read->at(0).service_version == 2);
  CHECK(read->at(0).submitted_at == order.submitted_at);
  CHECK(std::get<domain::Words>(read->at(0).answers.at("address")).text == "锦绣路\n1 号");
  CHECK_FALSE(read->at(0).ended);
  CHECK(read->at(1).ended == domain::OrderChange::How::change);
}

TEST_CASE("of a person's matters those that can be read are, whatever the others are") {
  tests::StoreInFolder here;
  const crypto::PersonalCipher own("11010519491231002X", here.store->salt());
  Matter good{base::make_uuid_v7(here.hall.clock.now()), "ZC-0417-2611-0003", "meal_order", 2,
              here.hall.clock.now()};
  Matter bad = good;
  bad.answers = {{std::string(200, 'f'), domain::Words{"x"}}};  // no such field
  const auto read = open_matters(own, seal_matters(own, {bad, good, bad}));
  REQUIRE(read);
  REQUIRE(read->size() == 1);
  CHECK(read->at(0).item == good.item);
}
