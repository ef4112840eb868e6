/// How items share the line: together, in turns, part by part.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "tests/offline_cache/sync/engine_rig.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

bool is_part(const std::string& path) { return path.find("/parts/") != std::string::npos; }

std::vector<std::string> sorted_parts(const std::vector<std::string>& paths) {
  std::vector<std::string> parts;
  std::ranges::copy_if(paths, std::back_inserter(parts), is_part);
  std::ranges::sort(parts);
  return parts;
}

}  // namespace

TEST_CASE("a small item with its signature is one request") {
  tests::EngineRig rig;
  const auto receipt = rig.here.submit();
  CHECK(rig.run().accepted == 1);
  CHECK(rig.centre.paths() ==
        std::vector<std::string>{"/v1/heartbeats", "/v1/submissions/" + receipt.item.text()});
}

TEST_CASE("a large item goes part by part, and what is small of it inside the commit") {
  tests::EngineRig rig;
  const auto receipt = rig.here.submit(tests::with_large_parts(rig.here.hall.application()));
  CHECK(rig.run().accepted == 1);
  const auto paths = rig.centre.paths();
  CHECK(paths.size() == 6);
  const std::string item = "/v1/submissions/" + receipt.item.text();
  // The signature is the fifth field by name.
  CHECK(sorted_parts(paths) ==
        std::vector{item + "/parts/1", item + "/parts/2", item + "/parts/3", item + "/parts/4"});
  CHECK(paths.back() == item);
}

TEST_CASE("contact is told with the first part that arrives, not when the pass is over") {
  tests::EngineRig rig;
  rig.here.submit(tests::with_large_parts(rig.here.hall.application()));
  std::vector<bool> online;  // before each request
  int told = 0;
  rig.engine.on_contact([&] { ++told; });
  rig.centre.misbehave = [&](const CentreRequest&) -> std::optional<tests::Contact> {
    online.push_back(rig.engine.online());
    return std::nullopt;
  };
  CHECK(rig.engine.sync_once(rig.stop.get_token()).accepted == 1);
  REQUIRE(online.size() == 5);
  CHECK(online == std::vector{false, true, true, true, true});
  CHECK(told == 1);
}

TEST_CASE("a centre that does not read parts inside a commit gets them one by one") {
  tests::EngineRig rig;
  const auto receipt = rig.here.submit();
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (!tests::is_commit(request) || request.body.find("\"sealed\"") == std::string::npos) {
      return std::nullopt;
    }
    return tests::problem_answer(422, "parts-missing", {1});
  };
  CHECK(rig.run().accepted == 1);
  const std::string item = "/v1/submissions/" + receipt.item.text();
  CHECK(rig.centre.paths() ==
        std::vector<std::string>{"/v1/heartbeats", item, item + "/parts/1", item});
}

TEST_CASE("after a cut and a restart only what the centre has not got is sent") {
  tests::EngineRig rig;
  const auto receipt = rig.here.submit(tests::with_large_parts(rig.here.hall.application()));
  int parts = 0;
  bool cut = true;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (!cut || !is_part(request.path) || ++parts < 3) return std::nullopt;
    return tests::Contact(unexpected(CentreTrouble::unreachable));
  };
  rig.run();
  CHECK(rig.state(receipt) == ItemState::stored);
  rig.here.store = rig.here.reopened();
  cut = false;
  rig.run_for_long();
  CHECK(rig.state(receipt) == ItemState::accepted);
  const auto sent = sorted_parts(rig.centre.paths());
  CHECK(sent.size() == 5);  // four, and the one that was cut off once more
  CHECK(std::ranges::adjacent_find(sent) != sent.end());
}

TEST_CASE("items are under way together, more and more, up to a bound") {
  tests::EngineRig rig({.most_in_flight = 4});
  for (int i = 0; i < 20; ++i) rig.here.submit();
  CHECK(rig.run().accepted == 20);
  std::vector<std::size_t> sizes;
  for (const auto& paths : rig.transport.together()) sizes.push_back(paths.size());
  CHECK(sizes == std::vector<std::size_t>{1, 1, 2, 4, 4, 4, 4, 1});
  CHECK(rig.centre.items().size() == 20);
}

TEST_CASE("what arrives beside a failure does not end the rest that the line takes") {
  tests::EngineRig rig;
  for (int i = 0; i < 20; ++i) rig.here.submit();
  int commits = 0;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (!tests::is_commit(request) || ++commits != 8) return std::nullopt;
    return tests::Contact(unexpected(CentreTrouble::unreachable));
  };
  CHECK(rig.run().trouble == CentreTrouble::unreachable);
  CHECK_FALSE(rig.engine.online());
  const auto rest = rig.engine.idle_time();
  CHECK(rest > 0ms);
  CHECK(rest < rig.timing.heartbeat);
  rig.here.hall.clock.advance(rest);
  rig.run();
  CHECK(rig.engine.online());
  CHECK(rig.here.store->counts()->waiting == 0);
}

TEST_CASE("an item on which the line breaks each time lets others pass") {
  tests::EngineRig rig;
  const auto large = rig.here.submit(tests::with_large_parts(rig.here.hall.application()));
  const auto small = rig.here.submit_unhurried();  // behind it in the order
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (!is_part(request.path)) return std::nullopt;
    return tests::Contact(unexpected(CentreTrouble::unreachable));
  };
  for (int i = 0; i < 60; ++i) {
    rig.run();
    rig.here.hall.clock.advance(std::max<std::chrono::milliseconds>(1ms, rig.engine.idle_time()));
  }
  CHECK(rig.state(small) == ItemState::accepted);
  CHECK(rig.state(large) == ItemState::stored);
}

TEST_CASE("what is under way together is never more than a weak line brings in time") {
  tests::EngineRig rig;
  std::mt19937 random(20261122);
  const auto any = [&random] { return static_cast<float>(random() % 1000) / 1000; };
  for (int i = 0; i < 12; ++i) {  // each not large by itself
    domain::Stroke stroke(8'000);
    for (auto& point : stroke) point = {any(), any()};
    auto application = rig.here.hall.application();
    application.answers["plan"] = domain::Signature{std::move(stroke)};
    rig.here.submit(std::move(application));
  }
  CHECK(rig.run().accepted == 12);
  CHECK(rig.transport.most_bytes_together() <= 128 * 1024);
  CHECK(rig.transport.most_bytes_together() > 64 * 1024);  // several at once all the same
}

TEST_CASE("a large part has the line for itself, and others pass between the parts") {
  tests::EngineRig rig;
  auto large = tests::with_large_parts(rig.here.hall.application());
  large.service = "old_age_allowance";
  // Four of them, so that parts are above the bound of what goes beside others.
  const auto slow = rig.here.submit(std::move(large));
  std::optional<domain::Receipt> urgent;
  std::vector<std::string> commits;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (is_part(request.path) && !urgent) urgent = rig.here.submit();
    if (tests::is_commit(request)) commits.push_back(request.path.substr(16));
    return std::nullopt;
  };
  CHECK(rig.run().accepted == 2);
  REQUIRE(urgent);
  CHECK(commits == std::vector{urgent->item.text(), slow.item.text()});
}

TEST_CASE("an item whose parts take longer than its lease is sent once, with no attempt counted") {
  tests::EngineRig rig;
  const auto receipt = rig.here.submit(tests::with_large_parts(rig.here.hall.application()));
  int commits = 0;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (is_part(request.path)) rig.here.hall.clock.advance(4min);
    if (tests::is_commit(request)) ++commits;
    return std::nullopt;
  };
  rig.run_for_long();
  CHECK(rig.state(receipt) == ItemState::accepted);
  CHECK(commits == 1);
  CHECK(rig.here.store->find(receipt.item)->attempts == 0);
}

TEST_CASE("of large items one is under way at a time") {
  tests::EngineRig rig;
  for (int i = 0; i < 3; ++i) {
    rig.here.submit(tests::with_large_parts(rig.here.hall.application()));
  }
  CHECK(rig.run().accepted == 3);
  std::vector<std::string> items;
  for (const std::string& path : rig.centre.paths()) {
    const std::string item = path.substr(0, 52);
    if (path != "/v1/heartbeats" && (items.empty() || items.back() != item)) items.push_back(item);
  }
  CHECK(items.size() == 3);
}

TEST_CASE("a stop gives back what is under way, and counts no attempt") {
  tests::EngineRig rig;
  for (int i = 0; i < 3; ++i) rig.here.submit();
  const auto large = rig.here.submit(tests::with_large_parts(rig.here.hall.application()));
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (is_part(request.path)) rig.stop.request_stop();
    return std::nullopt;
  };
  CHECK(rig.run().accepted == 3);
  CHECK(rig.state(large) == ItemState::stored);
  const auto item = rig.here.store->find(large.item);
  CHECK(item->attempts == 0);
  CHECK(std::ranges::count_if(item->parts, &QueuePart::sent) == 1);
}

TEST_CASE("sending everything ends where the store fails between two passes") {
  protocol::Pacing slow;
  slow.between = 10s;
  slow.most_in_flight = 1;
  tests::EngineRig rig;
  for (int i = 0; i < 12; ++i) rig.here.submit();
  int heartbeats = 0;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (request.path != "/v1/heartbeats") return std::nullopt;
    rig.broken = ++heartbeats == 3;  // they stand between the passes
    return tests::json_answer(200, protocol::to_json(slow));
  };
  rig.run();
  CHECK(rig.engine.sync_once(rig.stop.get_token()).store_failed);
  CHECK(heartbeats == 3);
}

TEST_CASE("a store that fails under way ends the pass, and all goes on when it is back") {
  tests::EngineRig rig;
  for (int i = 0; i < 6; ++i) rig.here.submit();
  int commits = 0;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    rig.broken = tests::is_commit(request) && ++commits == 3;
    return std::nullopt;
  };
  CHECK(rig.run().store_failed);
  rig.broken = false;
  rig.here.store = rig.here.reopened();
  CHECK(rig.engine.sync_once(rig.stop.get_token()).waiting == 0);
  CHECK(rig.centre.items().size() == 6);
}
