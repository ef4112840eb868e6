#include "offline_cache/sync/decision_watch.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "offline_cache/sync/curl_transport.h"
#include "tests/offline_cache/sync/engine_rig.h"
#include "tests/support/loopback_centre.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;
using domain::Stage;

namespace {

/// An engine with a scripted centre, and the watch beside it.
struct WatchRig : tests::EngineRig {
  using tests::EngineRig::EngineRig;
  DecisionWatch watch{[this](const std::function<void(Store&)>& job) {
                        job(*here.store);
                        return true;
                      },
                      here.hall.clock};

  /// In so long, with a turn every half minute: how often the centre was asked.
  int questions_in(std::chrono::seconds time) {
    const auto before = static_cast<std::ptrdiff_t>(centre.paths().size());
    for (; time > 0s; time -= 30s) {
      here.hall.clock.advance(30s);
      run();
      SyncLine line{engine, transport, here.hall.terminal.centre_key};
      watch.turn(line, stop.get_token());
    }
    const auto paths = centre.paths();
    return static_cast<int>(
        std::count_if(paths.begin() + before, paths.end(),
                      [](const std::string& path) { return path != "/v1/heartbeats"; }));
  }
  domain::Receipt accepted() {
    auto receipt = here.submit();
    run();
    return receipt;
  }
};

}  // namespace

TEST_CASE("staff learn by themselves that a matter lacks something, and that it is mended") {
  WatchRig rig;
  const auto receipt = rig.accepted();
  rig.centre.stage = Stage::supplement_needed;
  CHECK(rig.questions_in(2min) == 1);
  CHECK(rig.watch.decisions() == Decisions{{receipt.item, Stage::supplement_needed}});
  auto overview = *rig.here.store->day_overview(rig.watch.decisions());
  CHECK(overview.decided == 1);
  CHECK(overview.items.at(0).decided == Stage::supplement_needed);
  CHECK(overview.for_staff == 0);  // the books can be closed all the same
  rig.centre.stage = Stage::home_visit;
  CHECK(rig.questions_in(8min) == 0);
  CHECK(rig.questions_in(4min) == 1);
  CHECK(rig.watch.decisions().empty());
}

TEST_CASE("what was turned down is told for a week, and not asked about again") {
  WatchRig rig;
  rig.accepted();
  rig.centre.stage = GENERATE(Stage::returned, Stage::refused);
  CHECK(rig.questions_in(1h) == 1);
  CHECK(rig.watch.decisions().size() == 1);
  rig.here.hall.clock.advance(24h * 7);
  CHECK(rig.watch.decisions().empty());
}

TEST_CASE("many matters are asked about in turn, a few a minute, each once a round") {
  WatchRig rig;
  for (int i = 0; i < 50; ++i) rig.accepted();
  CHECK(rig.questions_in(1min) == 20);
  CHECK(rig.questions_in(1min) == 20);
  CHECK(rig.questions_in(1min) == 10);
  CHECK(rig.questions_in(9min) == 0);
  CHECK(rig.questions_in(3min) == 50);
  auto questions = rig.centre.paths();
  std::erase(questions, "/v1/heartbeats");
  CHECK(std::set<std::string>(questions.end() - 50, questions.end()).size() == 50);
}

TEST_CASE("ratings, and what waits, are not asked about") {
  WatchRig rig;
  REQUIRE(rig.here.store->rate("LS-0417-2611-0001", domain::Grade::fair, rig.here.hall.terminal));
  rig.run();
  int asked = 0;
  rig.centre.misbehave = [&asked](const CentreRequest& request) -> std::optional<tests::Contact> {
    asked += request.method == HttpMethod::get ? 1 : 0;
    return tests::is_commit(request) ? std::optional(tests::Contact(tests::html_answer()))
                                     : std::nullopt;
  };
  const auto waiting = rig.here.submit();
  CHECK(rig.questions_in(30min) > 0);  // attempts to send it
  CHECK(rig.state(waiting) == ItemState::stored);
  CHECK(asked == 0);
}

TEST_CASE("out of contact nobody is asked, and one question without an answer ends the turn") {
  WatchRig rig;
  for (int i = 0; i < 5; ++i) rig.accepted();
  int unanswered = 0;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (request.method == HttpMethod::get) ++unanswered;
    return tests::Contact(unexpected(CentreTrouble::unreachable));
  };
  (void)rig.questions_in(1h);
  CHECK(unanswered <= 1);
  rig.centre.misbehave = {};
  (void)rig.questions_in(2min);
  CHECK(rig.engine.online());
}

TEST_CASE("the centre's pace holds for questions, and so does its wish to be left alone") {
  WatchRig rig;
  for (int i = 0; i < 5; ++i) rig.accepted();
  SECTION("one request in forty seconds") {
    rig.centre.misbehave = [](const CentreRequest& request) -> std::optional<tests::Contact> {
      if (request.path != "/v1/heartbeats") return std::nullopt;
      return tests::json_answer(200, protocol::to_json(protocol::Pacing{40s, 1}));
    };
    const int asked = rig.questions_in(3min);
    CHECK(asked >= 1);
    CHECK(asked <= 3);
  }
  SECTION("Retry-After") {
    int asked = 0;
    rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
      if (request.method != HttpMethod::get) return std::nullopt;
      ++asked;
      auto busy = tests::problem_answer(503, "busy");
      busy.headers["retry-after"] = "1800";
      return busy;
    };
    (void)rig.questions_in(29min);
    CHECK(asked == 1);
    (void)rig.questions_in(5min);
    CHECK(asked == 2);
    CHECK(rig.engine.online());
  }
}

TEST_CASE("in quiet hours nobody is asked") {
  WatchRig rig({.quiet = QuietHours{9h, 11h}});  // it is 09:41
  rig.accepted();
  rig.engine.sync_once({});
  CHECK(rig.questions_in(1h) == 0);
  CHECK(rig.questions_in(30min) > 0);
}

TEST_CASE("one answer that makes no sense does not keep the others from being asked about") {
  WatchRig rig;
  const auto lacking = rig.accepted();
  const auto odd = rig.accepted();
  rig.centre.stage = Stage::supplement_needed;
  rig.centre.misbehave = [&](const CentreRequest& request) -> std::optional<tests::Contact> {
    if (!request.path.ends_with(odd.item.text())) return std::nullopt;
    return tests::json_answer(200, R"({"stage": "lost"})");
  };
  CHECK(rig.questions_in(2min) == 2);
  CHECK(rig.watch.decisions() == Decisions{{lacking.item, Stage::supplement_needed}});
}

TEST_CASE("a real centre's supplement reaches the list without anybody asking") {
  tests::TemporaryFolder folder;
  tests::Hall hall;
  hall.clock.advance(base::SystemClock().now() - hall.clock.now());  // certificates are of today
  tests::LoopbackCentre centre(hall.clock);
  const auto terminal = centre.enrolled("0417");
  auto store =
      Store::open({.directory = folder.path(), .reserve_bytes = 65536}, hall.clock).value();
  const StoreGate gate = [&](const std::function<void(Store&)>& job) {
    job(*store);
    return true;
  };
  const auto transport = make_curl_transport({.centre_url = centre.address(),
                                              .ca_certificate = terminal.ca_certificate,
                                              .certificate = terminal.certificate,
                                              .key = terminal.tls_key});
  SyncEngine engine(gate, *transport, terminal.centre_key, hall.clock, {}, [] { return 0.5; });
  DecisionWatch watch(gate, hall.clock);
  auto application = hall.application();
  const auto receipt = store->submit(application, terminal).value();
  CHECK(engine.sync_once({}).accepted == 1);
  REQUIRE(centre.ledger().record_stage(receipt.item, {Stage::supplement_needed, "缺一份收入证明"},
                                       hall.clock.now()));
  hall.clock.advance(1min);
  SyncLine line{engine, *transport, terminal.centre_key};
  watch.turn(line, {});
  const auto overview = *store->day_overview(watch.decisions());
  REQUIRE(overview.items.size() == 1);
  CHECK(overview.items[0].decided == Stage::supplement_needed);
  CHECK(overview.items[0].state == ItemState::accepted);
}
