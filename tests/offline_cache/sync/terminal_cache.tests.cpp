#include "offline_cache/sync/terminal_cache.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <optional>

#include "kiosk/database/query.h"
#include "offline_cache/store/recovery_copy.h"
#include "offline_cache/store/store_key.h"
#include "tests/offline_cache/sync/scripted_centre.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

/// A terminal's cache with its real threads, and a centre in memory.
struct CacheRig {
  tests::TemporaryFolder folder;
  tests::Hall hall;
  tests::ScriptedCentre centre{hall};
  std::atomic<bool> down = false;
  bool sends_by_itself = true;
  MachineVault vault;
  base::TaskQueue queue;
  std::unique_ptr<TerminalCache> cache;

  explicit CacheRig(bool enrolled = true) {
    if (enrolled) REQUIRE_FALSE(save_identity(folder.path(), hall.terminal));
    centre.misbehave = [this](const CentreRequest&) -> std::optional<tests::Contact> {
      if (!down) return std::nullopt;
      return tests::Contact(unexpected(CentreTrouble::unreachable));
    };
  }
  void start() {
    cache.reset();
    cache = TerminalCache::start({.directory = folder.path(),
                                  .centre_url = "https://centre.test",
                                  .timing = {},
                                  .sends_by_itself = sends_by_itself,
                                  .reserve_bytes = 65536,
                                  .vault = vault,
                                  .make_transport =
                                      [this](const TerminalIdentity&) {
                                        return std::make_unique<tests::ScriptedTransport>(centre);
                                      }},
                                 hall.clock, queue);
  }
  /// Drains the queue until `ready`; a test that waits for ever is ended by ctest.
  template <class Ready>
  void wait_for(Ready ready) {
    while (!ready()) {
      queue.wait_until(std::chrono::steady_clock::now() + 50ms);
      queue.drain();
    }
  }
  template <class Result, class Ask>
  Result ask(Ask asking) {
    std::optional<Result> result;
    asking([&](Result given) { result.emplace(std::move(given)); });
    wait_for([&] { return result.has_value(); });
    return std::move(*result);
  }
  auto submit() {
    return ask<Expected<domain::Receipt, SubmitError>>(
        [&](auto done) { cache->submit(hall.application(), done); });
  }
  auto stage(const std::string& code) {
    return ask<Expected<domain::StageReport, LookupError>>(
        [&](auto done) { cache->stage(code, done); });
  }
  auto matters(const domain::IdCard& card = tests::Hall::card()) {
    return ask<Matters::Found>([&](auto done) { cache->find(card, done); });
  }
  auto benefits() {
    return ask<Expected<BenefitAnswer, LookupError>>(
        [&](auto done) { cache->benefits(tests::Hall::card(), done); });
  }
};

}  // namespace

TEST_CASE("what is handed in at the terminal arrives at the centre by itself") {
  CacheRig rig;
  rig.start();
  rig.wait_for([&] { return rig.cache->health() == StoreHealth::ready; });
  int changes = 0;
  rig.cache->on_change([&] { ++changes; });
  const auto receipt = rig.submit();
  REQUIRE(receipt);
  rig.wait_for([&] { return !rig.centre.items().empty() && rig.cache->link().waiting == 0; });
  rig.wait_for([&] { return rig.cache->link().online; });
  CHECK(changes > 0);
  CHECK(rig.cache->queue({})->at(0).state == ItemState::accepted);
  const auto rated = rig.ask<Expected<void, SubmitError>>(
      [&](auto done) { rig.cache->rate(receipt->number, domain::Grade::satisfied, done); });
  CHECK(rated);
  rig.wait_for([&] { return rig.centre.items().size() == 2; });
}

TEST_CASE("offline the item waits, its code is answered locally, and staff can send it later") {
  CacheRig rig;
  rig.down = true;
  rig.start();
  const auto receipt = rig.submit();
  REQUIRE(receipt);
  const auto waiting = rig.stage(receipt->code);
  REQUIRE(waiting);
  CHECK(waiting->stage == domain::Stage::waiting_to_send);
  CHECK(waiting->receipt_number == receipt->number);
  CHECK_FALSE(waiting->updated_at);
  CHECK(rig.cache->status().link.waiting == 1);
  CHECK(rig.cache->sync_once().trouble == CentreTrouble::unreachable);
  rig.down = false;
  CHECK(rig.cache->sync_once().accepted == 1);
  CHECK(rig.stage(receipt->code)->stage == domain::Stage::home_visit);
  rig.down = true;
  CHECK(rig.stage(receipt->code)->stage == domain::Stage::received);
}

TEST_CASE("the screen knows of the contact while staff's pass goes on") {
  CacheRig rig;
  rig.sends_by_itself = false;
  rig.start();
  REQUIRE(rig.submit());
  REQUIRE(rig.submit());
  std::vector<bool> online;  // as the screen has it, before each request
  rig.centre.misbehave = [&](const CentreRequest&) -> std::optional<tests::Contact> {
    online.push_back(rig.cache->status().link.online);
    return std::nullopt;
  };
  CHECK(rig.cache->sync_once().accepted == 2);
  CHECK(online == std::vector{false, true});
}

TEST_CASE("a foreign or forged code is told without asking the centre") {
  CacheRig rig;
  rig.down = true;
  rig.start();
  CHECK(rig.stage("https://example.com/").error() == LookupError::foreign_code);
  const tests::Hall stranger;
  const auto forged = protocol::make_receipt_code(
      rig.hall.terminal.public_page,
      {"LS-0417-2611-0001", base::make_uuid_v7(rig.hall.clock.now())},
      stranger.terminal.receipt_voucher(), stranger.terminal.receipt_key);
  CHECK(rig.stage(forged).error() == LookupError::forged_code);
  const auto genuine = protocol::make_receipt_code(
      rig.hall.terminal.public_page,
      {"LS-0417-2611-0001", base::make_uuid_v7(rig.hall.clock.now())},
      rig.hall.terminal.receipt_voucher(), rig.hall.terminal.receipt_key);
  CHECK(rig.stage(genuine).error() == LookupError::unreachable);
}

TEST_CASE("benefits come from the centre, and from the store when it is out of reach") {
  CacheRig rig;
  rig.centre.benefits.source = "区民政局";
  rig.centre.benefits.as_of = rig.hall.clock.now();
  rig.start();
  const auto online = rig.benefits();
  REQUIRE(online);
  CHECK_FALSE(online->from_cache);
  rig.down = true;
  const auto offline = rig.benefits();
  REQUIRE(offline);
  CHECK(offline->from_cache);
  CHECK(offline->status.source == "区民政局");
  const auto other = rig.ask<Expected<BenefitAnswer, LookupError>>(
      [&](auto done) { rig.cache->benefits(tests::Hall::card("440524188001010014"), done); });
  CHECK(other.error() == LookupError::unreachable);
}

TEST_CASE("a draft is kept for the card, found after a restart, and dropped") {
  CacheRig rig;
  rig.start();
  const auto card = tests::Hall::card();
  const Draft draft{"temporary_relief", 1, "household", rig.hall.application().answers};
  CHECK(rig.ask<bool>([&](auto done) { rig.cache->keep(card, draft, done); }));
  rig.start();
  const auto find = [&] {
    return rig.ask<std::optional<Draft>>(
        [&](auto done) { rig.cache->find(card, "temporary_relief", done); });
  };
  const auto found = find();
  REQUIRE(found);
  CHECK(found->step == "household");
  rig.cache->drop(card, "temporary_relief");
  CHECK_FALSE(find());
}

TEST_CASE("what a card has handed in is found by it, as the centre knows it or this terminal") {
  CacheRig rig;
  rig.start();
  const auto receipt = rig.submit();
  REQUIRE(receipt);
  rig.wait_for([&] { return !rig.centre.items().empty() && rig.cache->link().waiting == 0; });
  rig.cache->keep(tests::Hall::card(), Matter{receipt->item, receipt->number, receipt->service, 1,
                                              receipt->submitted_at});
  const auto find = [&](const domain::IdCard& card) { return rig.matters(card).value(); };
  auto found = find(tests::Hall::card());
  REQUIRE(found.size() == 1);
  CHECK(found[0].matter.receipt_number == receipt->number);
  CHECK(found[0].report.stage == domain::Stage::home_visit);
  CHECK(find(tests::Hall::card("440524188001010014")).empty());
  rig.down = true;
  rig.start();
  found = find(tests::Hall::card());
  REQUIRE(found.size() == 1);
  CHECK(found[0].report.stage == domain::Stage::received);
  Matter ended = found[0].matter;
  ended.ended = domain::OrderChange::How::cancel;
  rig.cache->keep(tests::Hall::card(), ended);
  found = find(tests::Hall::card());
  REQUIRE(found.size() == 1);
  CHECK(found[0].matter.ended == domain::OrderChange::How::cancel);
}

TEST_CASE("the centre is asked for five seconds about a person's matters, not for each of them") {
  CacheRig rig;
  rig.sends_by_itself = false;
  rig.start();
  for (int i = 0; i < 6; ++i) {
    const auto receipt = rig.submit();
    REQUIRE(receipt);
    rig.cache->keep(tests::Hall::card(), Matter{receipt->item, receipt->number, receipt->service, 1,
                                                receipt->submitted_at});
  }
  REQUIRE(rig.cache->sync_once().accepted == 6);
  int asked = 0;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    asked += request.method == HttpMethod::get ? 1 : 0;
    rig.hall.clock.advance(2s);
    return std::nullopt;
  };
  const auto found = rig.matters();
  REQUIRE(found);
  REQUIRE(found->size() == 6);
  CHECK(asked == 3);  // the third answer comes too late
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(found->at(i).report.stage ==
          (i < 2 ? domain::Stage::home_visit : domain::Stage::received));
  }
}

TEST_CASE("a matter goes 90 days after it was handed in, however late another came") {
  CacheRig rig;
  rig.down = true;
  rig.start();
  const auto handed_in = [&] {
    const base::WallTime now = rig.hall.clock.now();
    rig.cache->keep(tests::Hall::card(),
                    Matter{base::make_uuid_v7(now), "ZC-0417-2611-0001", "meal_order", 1, now});
  };
  handed_in();
  rig.hall.clock.advance(24h * 60);
  handed_in();
  CHECK(rig.matters()->size() == 2);
  rig.hall.clock.advance(24h * 30 + 1h);
  CHECK(rig.matters()->size() == 1);
  handed_in();
  CHECK(rig.matters()->size() == 2);
}

TEST_CASE("matters that can't be read are told to be, and nothing is written over them") {
  CacheRig rig;
  rig.start();
  const auto keep = [&] {
    const base::WallTime now = rig.hall.clock.now();
    rig.cache->keep(tests::Hall::card(),
                    Matter{base::make_uuid_v7(now), "ZC-0417-2611-0001", "meal_order", 1, now});
  };
  keep();
  REQUIRE(rig.matters()->size() == 1);
  rig.cache.reset();
  const auto in_store = [&](const char* change) {
    auto database = database::Database::open(rig.folder / "store.db",
                                             {.key = *store_key(rig.folder.path(), {})});
    REQUIRE(database);
    REQUIRE(database->execute(change));
    return database::query::row(
               *database, [](const auto& row) { return row.blob(0); },
               "SELECT sealed FROM matter_list")
        .value()
        .value();
  };
  const Bytes damaged = in_store("UPDATE matter_list SET sealed = zeroblob(60)");
  rig.start();
  CHECK(rig.matters().error() == MattersError::unreadable);
  keep();
  CHECK(rig.matters().error() == MattersError::unreadable);
  rig.cache.reset();
  CHECK(in_store("SELECT 1") == damaged);
}

TEST_CASE("with a broken store every call is answered with an error and health says why") {
  CacheRig rig;
  tests::write_whole(rig.folder / "store.db", std::string(9000, 'g'));
  tests::write_whole(rig.folder / "store.key", std::string(32, 'k'));
  rig.start();
  rig.wait_for([&] { return rig.cache->health() == StoreHealth::broken; });
  CHECK(rig.submit().error() == SubmitError::store_failed);
  CHECK_FALSE(rig.ask<bool>([&](auto done) {
    rig.cache->keep(tests::Hall::card(), {"temporary_relief", 1, "x", {}}, done);
  }));
  CHECK(rig.matters().error() == MattersError::unreadable);
  CHECK(rig.benefits());  // the centre still answers
  CHECK_FALSE(rig.cache->queue({}));
  CHECK(rig.cache->sync_once().store_failed);
  CHECK(rig.cache->status().health == StoreHealth::broken);
}

TEST_CASE("a terminal that is not enrolled takes nothing until it is") {
  CacheRig rig(false);
  rig.start();
  CHECK(rig.submit().error() == SubmitError::not_enrolled);
  CHECK_FALSE(rig.cache->status().enrolled);
  CHECK(rig.benefits().error() == LookupError::unreachable);
  REQUIRE_FALSE(save_identity(rig.folder.path(), rig.hall.terminal));
  CHECK(rig.submit());
  CHECK(rig.cache->sync_once().waiting == 0);
  CHECK(rig.centre.items().size() == 1);
  CHECK(rig.cache->status().terminal == "0417");
}

TEST_CASE("a job runs once on each of the three threads") {
  CacheRig rig;
  rig.start();
  std::atomic<int> runs = 0;
  rig.cache->run_on_every_thread([&] { ++runs; });
  rig.wait_for([&] { return runs == 3; });
  rig.cache.reset();
  CHECK(runs == 3);
}

TEST_CASE("a pass that nobody waits for any more ends") {
  CacheRig rig;
  rig.sends_by_itself = false;
  rig.start();
  REQUIRE(rig.submit());
  std::stop_source nobody;
  nobody.request_stop();
  CHECK(rig.cache->sync_once(nobody.get_token()).waiting == 1);
  CHECK(rig.cache->sync_once().waiting == 0);
}

TEST_CASE("the cache ends at once while items wait and nothing is lost") {
  CacheRig rig;
  rig.down = true;
  rig.start();
  for (int i = 0; i < 3; ++i) REQUIRE(rig.submit());
  rig.cache->record(AuditKind::session_ended, "");
  rig.down = false;
  rig.start();
  CHECK(rig.cache->sync_once().waiting == 0);
  CHECK(rig.centre.items().size() == 3);
}

TEST_CASE(
    "the copy for recovery holds the key that the machine guards, which is in no plain file") {
  CacheRig rig;
  const auto script = rig.folder / "systemd-creds";
  tests::write_whole(script,
                     "#!/bin/sh\ncase $1 in\nencrypt) base64;;\ndecrypt) base64 -d;;\nesac\n");
  std::filesystem::permissions(script, std::filesystem::perms::owner_all);
  rig.vault.program = script.string();
  rig.start();
  CHECK(rig.cache->status().key_guard == KeyGuard::machine);
  CHECK_FALSE(std::filesystem::exists(rig.folder / "store.key"));
  CHECK(std::filesystem::exists(rig.folder / "store.recovery"));
}

TEST_CASE("a backup holds the key's copy for recovery, and is none without it") {
  CacheRig rig;
  rig.start();
  REQUIRE(rig.cache->back_up(rig.folder / "one"));
  const auto copy = read_recovery_copy(rig.folder / "one");
  REQUIRE(copy);
  CHECK(copy->terminal == "0417");
  std::filesystem::create_directories(rig.folder / "two/store.recovery/in the way");
  CHECK_FALSE(rig.cache->back_up(rig.folder / "two"));
}
