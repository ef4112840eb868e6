#include "offline_cache/sync/sync_engine.h"

#include <catch2/catch_test_macros.hpp>

#include "kiosk/crypto/envelope.h"
#include "tests/offline_cache/sync/engine_rig.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

TEST_CASE("stored items reach the centre, parts first, and are accepted") {
  tests::EngineRig rig;
  const auto first = rig.here.submit();
  const auto second = rig.here.submit();
  const auto report = rig.run();
  CHECK(report.accepted == 2);
  CHECK(report.waiting == 0);
  CHECK_FALSE(report.trouble);
  CHECK(rig.engine.online());
  CHECK(rig.state(first) == ItemState::accepted);
  CHECK(rig.state(second) == ItemState::accepted);
  const auto items = rig.centre.items();
  REQUIRE(items.size() == 2);
  CHECK(items.at(second.item).link.previous == protocol::hash_of(items.at(first.item).link));
}

TEST_CASE("what the centre got is the application, and opens only there") {
  tests::EngineRig rig;
  const auto receipt = rig.here.submit();
  rig.run();
  const auto item = rig.centre.items().at(receipt.item);
  const auto plain =
      crypto::open_sealed(item.sealed_manifest, rig.here.hall.sealing_key, rig.here.hall.sealing);
  REQUIRE(plain);
  CHECK(protocol::manifest_from_json(text_of(*plain))->receipt_number == receipt.number);
}

TEST_CASE("nothing due asks nothing but a heartbeat now and then") {
  tests::EngineRig rig;
  rig.run();
  CHECK(rig.centre.paths() == std::vector<std::string>{"/v1/heartbeats"});
  rig.here.hall.clock.advance(29s);
  rig.run();
  CHECK(rig.centre.requests() == 1);
  CHECK(rig.engine.idle_time() == 1s);
  rig.here.hall.clock.advance(1s);
  rig.run();
  CHECK(rig.centre.requests() == 2);
}

TEST_CASE("ratings go after applications, older applications first") {
  tests::EngineRig rig;
  const auto rating = rig.here.store->rate("LS-0417-2611-0001", domain::Grade::very_satisfied,
                                           rig.here.hall.terminal);
  const auto first = rig.here.submit();
  const auto second = rig.here.submit();
  std::vector<std::string> commits;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (tests::is_commit(request)) commits.push_back(request.path.substr(16));
    return std::nullopt;
  };
  rig.run();
  CHECK(commits ==
        std::vector<std::string>{first.item.text(), second.item.text(), rating->item.text()});
}

TEST_CASE("parts that the centre misses are sent again and the commit repeated") {
  tests::EngineRig rig;
  const auto receipt = rig.here.submit(tests::with_large_parts(rig.here.hall.application()));
  bool lost = false;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    // Says that it has the part, but does not keep it.
    if (request.path.find("/parts/") == std::string::npos || lost) return std::nullopt;
    lost = true;
    return CentreAnswer{204, {}, {}};
  };
  CHECK(rig.run().accepted == 1);
  CHECK(lost);
  CHECK(rig.state(receipt) == ItemState::accepted);
  CHECK(std::ranges::count_if(rig.centre.paths(), [](const std::string& path) {
          return path.find("/parts/") != std::string::npos;
        }) == 5);  // four, and one again
}

TEST_CASE("an item whose acceptance was lost on the way is accepted once, by repeating") {
  tests::EngineRig rig;
  const auto receipt = rig.here.submit();
  int commits = 0;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (!tests::is_commit(request) || ++commits > 1) return std::nullopt;
    (void)rig.centre.honest(request);
    return tests::Contact(unexpected(CentreTrouble::unreachable));
  };
  rig.run();
  CHECK(rig.state(receipt) == ItemState::stored);
  rig.run_for_long();
  CHECK(rig.state(receipt) == ItemState::accepted);
  CHECK(commits == 2);
  CHECK(rig.centre.items().size() == 1);
}

TEST_CASE("out of contact only heartbeats try, ever more rarely, and then everything goes") {
  tests::EngineRig rig;
  const auto receipt = rig.here.submit();
  bool down = true;
  rig.centre.misbehave = [&](const CentreRequest&) -> std::optional<tests::Contact> {
    if (!down) return std::nullopt;
    return tests::Contact(unexpected(CentreTrouble::unreachable));
  };
  std::vector<std::chrono::milliseconds> waits;
  for (int i = 0; i < 14; ++i) {
    CHECK(rig.run().trouble == CentreTrouble::unreachable);
    CHECK_FALSE(rig.engine.online());
    waits.push_back(rig.engine.idle_time());
    rig.here.hall.clock.advance(waits.back());
  }
  CHECK(rig.centre.requests() == 14);
  CHECK(waits[0] < 2s + 1ms);
  CHECK(waits[3] > waits[2]);
  for (const auto wait : waits) CHECK(wait <= 30s);
  CHECK(waits.back() > 27s);
  CHECK(rig.here.store->find(receipt.item)->attempts == 0);
  down = false;
  CHECK(rig.run().accepted == 1);
}

TEST_CASE("a pass asked for by staff does not wait for any backoff") {
  tests::EngineRig rig;
  const auto receipt = rig.here.submit();
  bool down = true;
  rig.centre.misbehave = [&](const CentreRequest&) -> std::optional<tests::Contact> {
    if (!down) return std::nullopt;
    return tests::Contact(tests::html_answer(502));
  };
  CHECK(rig.engine.sync_once(rig.stop.get_token()).trouble == CentreTrouble::misbehaving);
  CHECK(rig.run().accepted == 0);
  down = false;
  const auto report = rig.engine.sync_once(rig.stop.get_token());
  CHECK(report.accepted == 1);
  CHECK(report.waiting == 0);
  CHECK_FALSE(report.trouble);
}

TEST_CASE("an item leased by a process that died goes out again after the restart") {
  tests::EngineRig rig;
  const auto receipt = rig.here.submit();
  REQUIRE(rig.here.store->lease(1h));
  rig.here.store = rig.here.reopened();
  CHECK(rig.run().accepted == 1);
}

TEST_CASE("the openssl command verifies the statement of a stored acceptance") {
  tests::EngineRig rig;
  const auto receipt = rig.here.submit();
  rig.run();
  const tests::TemporaryFolder folder;
  const auto link = rig.centre.items().at(receipt.item).link;
  const auto acceptance = protocol::acceptance_from_json(
      tests::ScriptedCentre::acceptance(link, rig.here.hall.centre, rig.here.hall.clock.now()));
  REQUIRE(acceptance);
  tests::write_whole(folder / "statement", protocol::statement_of(*acceptance));
  tests::write_whole(folder / "signature", text_of(acceptance->signature));
  tests::write_whole(folder / "key.pem", crypto::public_key_pem(rig.here.hall.centre.public_key()));
  CHECK(tests::succeeds("cd " + folder.path().string() +
                        " && openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in statement"
                        " -sigfile signature"));
}
