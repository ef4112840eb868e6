#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "tests/offline_cache/sync/engine_rig.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

struct Misbehaviour {
  const char* name;
  std::function<tests::Contact(const tests::EngineRig&, const protocol::Commit&)> answer;
};

/// Things that prove nothing: the item must stay, and go when the centre is well.
const std::vector<Misbehaviour>& misbehaviours() {
  static const std::vector<Misbehaviour> all = {
      {"absent", [](auto&, auto&) { return unexpected(CentreTrouble::unreachable); }},
      {"of another CA", [](auto&, auto&) { return unexpected(CentreTrouble::not_trusted); }},
      {"half a response", [](auto&, auto&) { return unexpected(CentreTrouble::misbehaving); }},
      {"HTML with 200", [](auto&, auto&) { return tests::html_answer(); }},
      {"HTML with 404", [](auto&, auto&) { return tests::html_answer(404); }},
      {"a redirect", [](auto&, auto&) { return tests::html_answer(302); }},
      {"500", [](auto&, auto&) { return tests::html_answer(500); }},
      {"503 in its own form",
       [](auto&, auto&) { return tests::problem_answer(503, "ledger-failed"); }},
      {"403", [](auto&, auto&) { return tests::problem_answer(403, "certificate-unknown"); }},
      {"429", [](auto&, auto&) { return tests::problem_answer(429, "slow-down"); }},
      {"an empty 200", [](auto&, auto&) { return tests::json_answer(200, ""); }},
      {"half of the acceptance",
       [](const tests::EngineRig& rig, const protocol::Commit& commit) {
         const auto whole = tests::ScriptedCentre::acceptance(commit.link, rig.here.hall.centre,
                                                              rig.here.hall.clock.now());
         return tests::json_answer(201, whole.substr(0, whole.size() / 2));
       }},
      {"a wrong signature",
       [](const tests::EngineRig& rig, const protocol::Commit& commit) {
         return tests::json_answer(
             201, tests::ScriptedCentre::acceptance(commit.link, crypto::SigningKey::generate(),
                                                    rig.here.hall.clock.now()));
       }},
      {"the acceptance of another item",
       [](const tests::EngineRig& rig, const protocol::Commit& commit) {
         auto link = commit.link;
         link.item = base::make_uuid_v7(rig.here.hall.clock.now());
         return tests::json_answer(201, tests::ScriptedCentre::acceptance(
                                            link, rig.here.hall.centre, rig.here.hall.clock.now()));
       }},
      {"the acceptance of other content",
       [](const tests::EngineRig& rig, const protocol::Commit& commit) {
         auto link = commit.link;
         link.content[0] ^= 1;
         return tests::json_answer(200, tests::ScriptedCentre::acceptance(
                                            link, rig.here.hall.centre, rig.here.hall.clock.now()));
       }},
      {"always missing what it was sent",
       [](auto&, auto&) { return tests::problem_answer(422, "parts-missing", {1}); }},
  };
  return all;
}

}  // namespace

TEST_CASE("a centre that proves nothing accepts nothing, and no item is lost") {
  const auto index = GENERATE(range(std::size_t{0}, misbehaviours().size()));
  const Misbehaviour& kind = misbehaviours()[index];
  CAPTURE(kind.name);
  tests::EngineRig rig;
  const auto first = rig.here.submit();
  const auto second = rig.here.submit();
  bool well = false;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (well || !tests::is_commit(request)) return std::nullopt;
    return kind.answer(rig, *protocol::commit_from_json(request.body));
  };
  rig.run_for_long();
  for (const auto& receipt : {first, second}) {
    CHECK(rig.state(receipt) == ItemState::stored);
  }
  CHECK_FALSE(rig.problem(first).empty());
  CHECK(rig.here.store->counts()->for_staff == 0);
  well = true;
  rig.run_for_long();
  for (const auto& receipt : {first, second}) {
    CHECK(rig.state(receipt) == ItemState::accepted);
  }
  CHECK(rig.centre.items().size() == 2);
}

TEST_CASE("an item that the centre refuses for good is quarantined and blocks no other") {
  const auto [status, type] = GENERATE(table<int, const char*>({{409, "digest-differs"},
                                                                {409, "chain-broken"},
                                                                {400, "malformed"},
                                                                {413, "too-large"},
                                                                {422, "content-unreadable"}}));
  tests::EngineRig rig;
  const auto bad = rig.here.submit();
  const auto good = rig.here.submit();
  rig.centre.misbehave = [&, status = status, type = type](
                             const CentreRequest& request) -> std::optional<tests::Contact> {
    if (!tests::is_commit(request) || !request.path.ends_with(bad.item.text())) return std::nullopt;
    return tests::problem_answer(status, type);
  };
  const auto report = rig.run();
  CHECK(report.quarantined == 1);
  CHECK(report.accepted == 1);
  CHECK(rig.state(bad) == ItemState::quarantined);
  CHECK(rig.problem(bad).find(type) != std::string::npos);
  CHECK(rig.state(good) == ItemState::accepted);
  CHECK(rig.engine.online());
}

TEST_CASE("a tombstone's acceptance counts when it proves the item, and only then") {
  tests::EngineRig rig;
  const auto receipt = rig.here.submit();
  bool forged = true;
  const auto stranger = crypto::SigningKey::generate();
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (!tests::is_commit(request)) return std::nullopt;
    const auto commit = protocol::commit_from_json(request.body);
    return tests::json_answer(410, tests::ScriptedCentre::acceptance(
                                       commit->link, forged ? stranger : rig.here.hall.centre,
                                       rig.here.hall.clock.now()));
  };
  rig.run();
  CHECK(rig.state(receipt) == ItemState::stored);
  forged = false;
  rig.run_for_long();
  CHECK(rig.state(receipt) == ItemState::accepted);
}

TEST_CASE("Retry-After is obeyed, up to an hour") {
  const auto [asked, waited] =
      GENERATE(table<const char*, std::chrono::seconds>({{"120", 120s}, {"999999", 3600s}}));
  tests::EngineRig rig;
  rig.here.submit();
  auto slow_down = tests::problem_answer(429, "slow-down");
  slow_down.headers["retry-after"] = asked;
  bool first = true;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (!first || !tests::is_commit(request)) return std::nullopt;
    first = false;
    return slow_down;
  };
  rig.run();
  CHECK(rig.engine.idle_time() == waited);
  const int before = rig.centre.requests();
  rig.here.hall.clock.advance(waited - 1s);
  rig.run();
  CHECK(rig.centre.requests() == before);
  rig.here.hall.clock.advance(1s);
  CHECK(rig.run().accepted == 1);
}

TEST_CASE("an item that makes the centre fail does not keep the others waiting") {
  tests::EngineRig rig;
  const auto poison = rig.here.submit();
  const auto good = rig.here.submit();
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (!request.path.ends_with(poison.item.text())) return std::nullopt;
    return tests::html_answer(500);
  };
  rig.run();
  CHECK(rig.state(poison) == ItemState::stored);
  CHECK(rig.state(good) == ItemState::accepted);
}

TEST_CASE("a centre that fails for everything is not asked item by item") {
  tests::EngineRig rig;
  for (int i = 0; i < 10; ++i) rig.here.submit();
  int commits = 0;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (!tests::is_commit(request)) return std::nullopt;
    ++commits;
    return tests::html_answer(500);
  };
  rig.run();
  CHECK(commits == 3);
  CHECK_FALSE(rig.engine.online());
}
