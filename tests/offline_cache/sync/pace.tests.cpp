/// How fast it goes: what the centre asks for, what the site allows, when it is quiet.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/offline_cache/sync/engine_rig.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

/// Notes what begins when, and asks for a pace at each heartbeat.
struct PacedRig : tests::EngineRig {
  std::optional<protocol::Pacing> pacing;
  std::vector<base::SteadyTime> begun;  // of items
  std::size_t bytes = 0;
  int heartbeats = 0;

  explicit PacedRig(const SyncTiming& settings = {}) : EngineRig(settings) {
    centre.misbehave = [this](const CentreRequest& request) -> std::optional<tests::Contact> {
      bytes += request.body.size();
      if (request.path != "/v1/heartbeats") {
        begun.push_back(here.hall.clock.steady());
        return std::nullopt;
      }
      ++heartbeats;
      if (!pacing) return std::nullopt;
      return tests::json_answer(200, protocol::to_json(*pacing));
    };
  }
  std::chrono::milliseconds shortest_gap() const {
    auto shortest = std::chrono::milliseconds::max();
    for (std::size_t i = 1; i < begun.size(); ++i) {
      shortest = std::min(
          shortest, std::chrono::duration_cast<std::chrono::milliseconds>(begun[i] - begun[i - 1]));
    }
    return shortest;
  }
};

}  // namespace

TEST_CASE("the pace that the centre asks for is kept until it asks for another") {
  PacedRig rig;
  rig.pacing = {500ms, 1};
  for (int i = 0; i < 10; ++i) rig.here.submit();
  CHECK(rig.run().accepted == 10);
  CHECK(rig.shortest_gap() == 500ms);
  CHECK(rig.transport.most_at_a_time() == 1);

  rig.pacing.reset();
  rig.here.hall.clock.advance(30s);
  rig.run();
  for (int i = 0; i < 10; ++i) rig.here.submit();
  CHECK(rig.run().accepted == 10);
  CHECK(rig.shortest_gap() == 0ms);
  CHECK(rig.transport.most_at_a_time() == 4);
}

TEST_CASE("heartbeats go on while much is sent, and the terminal hears of a new pace") {
  PacedRig rig;
  rig.pacing = {10s, 4};
  for (int i = 0; i < 12; ++i) rig.here.submit();
  const auto first = rig.run();
  CHECK(first.more);
  CHECK(first.waiting > 0);
  CHECK(rig.heartbeats == 2);
  CHECK(rig.engine.idle_time() == 0ms);
  rig.pacing.reset();
  rig.here.hall.clock.advance(30s);
  while (rig.run().more) {
  }
  CHECK(rig.here.store->counts()->waiting == 0);
  CHECK(rig.shortest_gap() == 0ms);
}

TEST_CASE("staff who send everything wait for no heartbeat in between") {
  PacedRig rig;
  rig.pacing = {10s, 4};
  rig.run();
  for (int i = 0; i < 12; ++i) rig.here.submit();
  const auto report = rig.engine.sync_once(rig.stop.get_token());
  CHECK(report.accepted == 12);
  CHECK(report.waiting == 0);
  CHECK_FALSE(report.trouble);
  CHECK(rig.heartbeats > 3);
}

TEST_CASE("a weak line gets no more bytes a second than the site allows") {
  SyncTiming timing;
  timing.most_bytes_per_second = 20'000;
  PacedRig rig(timing);
  rig.run();
  for (int i = 0; i < 8; ++i) rig.here.submit();
  rig.here.submit(tests::with_large_parts(rig.here.hall.application()));
  rig.bytes = 0;
  const auto start = rig.here.hall.clock.steady();
  while (rig.run().more) {
  }
  CHECK(rig.here.store->counts()->waiting == 0);
  // The last request has begun, but its time is not over yet.
  const auto time = std::chrono::duration<double>(rig.here.hall.clock.steady() - start).count();
  CHECK(static_cast<double>(rig.bytes) / (time + 5) <= 20'000);
  CHECK(rig.bytes > 200'000);
}

TEST_CASE("no more are under way than the site allows") {
  SyncTiming timing;
  timing.most_in_flight = 2;
  PacedRig rig(timing);
  rig.pacing = {0ms, 16};
  for (int i = 0; i < 10; ++i) rig.here.submit();
  CHECK(rig.run().accepted == 10);
  CHECK(rig.transport.most_at_a_time() == 2);
}

TEST_CASE("in quiet hours only what is urgent goes by itself, and heartbeats") {
  SyncTiming timing;
  timing.quiet = {22h, 6h};
  PacedRig rig(timing);
  rig.here.hall.clock.advance(13h);  // 22:41
  const auto urgent = rig.here.submit();
  const auto other = rig.here.submit_unhurried();
  rig.run();
  CHECK(rig.state(urgent) == ItemState::accepted);
  CHECK(rig.state(other) == ItemState::stored);
  CHECK(rig.engine.idle_time() == 30s);
  rig.here.hall.clock.advance(30s);
  rig.run();
  CHECK(rig.heartbeats == 2);
  CHECK(rig.state(other) == ItemState::stored);
  rig.here.hall.clock.advance(7h + 18min);  // 5:59:30
  rig.run();
  CHECK(rig.state(other) == ItemState::stored);
  rig.here.hall.clock.advance(30s);
  rig.run();
  CHECK(rig.state(other) == ItemState::accepted);
}

TEST_CASE("staff send everything in quiet hours too") {
  SyncTiming timing;
  timing.quiet = {22h, 6h};
  PacedRig rig(timing);
  rig.here.hall.clock.advance(13h);
  rig.here.submit_unhurried();
  CHECK(rig.engine.sync_once(rig.stop.get_token()).accepted == 1);
}

TEST_CASE("quiet hours may lie within a day or pass midnight, and end on their minute") {
  const auto at = [](const char* time) {
    return *base::parse_rfc3339(std::string("2026-11-22T") + time + "+08:00");
  };
  CHECK(is_quiet({22h, 6h}, at("22:00:00")));
  CHECK(is_quiet({22h, 6h}, at("00:00:00")));
  CHECK_FALSE(is_quiet({22h, 6h}, at("06:00:00")));
  CHECK_FALSE(is_quiet({22h, 6h}, at("21:59:59")));
  CHECK(is_quiet({12h, 14h}, at("13:59:59")));
  CHECK_FALSE(is_quiet({12h, 14h}, at("14:00:00")));
  CHECK_FALSE(is_quiet({12h, 12h}, at("12:00:00")));
}
