#include "kiosk/app/control.h"

#include <catch2/catch_test_macros.hpp>

#include "kiosk/app/configuration.h"
#include "tests/support/small_disk.h"

using namespace linli;
using nlohmann::json;

namespace {

/// A terminal's store, opened as the running kiosk opens it.
class Kiosk {
 public:
  explicit Kiosk(const std::filesystem::path& state)
      : cache_(offline_cache::TerminalCache::start({.directory = state,
                                                    .centre_url = "https://localhost:1",
                                                    .sends_by_itself = false,
                                                    .reserve_bytes = 512 * 1024},
                                                   clock_, results_)) {}

  json ask(const json& request) { return app::answer_operation(*cache_, "demo", request, {}); }
  std::string error_of(const json& request) { return ask(request).value("error", ""); }

 private:
  base::SystemClock clock_;
  base::TaskQueue results_;
  std::unique_ptr<offline_cache::TerminalCache> cache_;
};

json li_min(const std::string& pin = "482913") {
  return {
      {"do", "staff_add"}, {"number", "1001"}, {"name", "李敏"}, {"role", "clerk"}, {"pin", pin}};
}

}  // namespace

TEST_CASE("of somebody's number, PIN, name and role the wrong form is told") {
  const tests::TemporaryFolder folder;
  Kiosk kiosk(folder.path());
  for (const auto& [field, wrong] :
       {std::pair{"number", "12"}, std::pair{"number", "10a1"}, std::pair{"pin", "123456789"},
        std::pair{"name", ""}, std::pair{"name", "一二三四五六七八九十一二三四五六七八九十一"}}) {
    json request = li_min();
    request[field] = wrong;
    CAPTURE(field, wrong);
    CHECK(kiosk.error_of(request) ==
          "number and PIN must be 4 to 8 digits, the name 1 to 20 letters");
  }
  json request = li_min();
  request["role"] = "mayor";
  CHECK(kiosk.error_of(request) == "the role must be clerk or supervisor");
  CHECK(kiosk.ask(li_min()) == json{{"added", "1001"}});
  CHECK(kiosk.ask({{"do", "staff"}})["staff"].size() == 1);
}

TEST_CASE("on a full disk nobody's number or PIN is blamed") {
  const tests::SmallDisk disk;
  if (!disk.mounted()) SKIP("mounting a small disk needs root");
  Kiosk kiosk(disk.path() / "state");
  REQUIRE(kiosk.ask({{"do", "status"}})["store"] == "ready");
  std::string error;
  for (int i = 0; i < 50 && error.empty(); ++i) {
    disk.fill();  // what was reserved is used up at the first attempts
    error = kiosk.error_of(li_min());
  }
  CHECK(error == "the store can't be used: disk_full");
}

TEST_CASE("what can't be done because the store is not open says so") {
  const tests::TemporaryFolder folder;
  Kiosk first(folder.path());
  REQUIRE(first.ask({{"do", "status"}})["store"] == "ready");
  Kiosk second(folder.path());
  for (const json& request :
       {json{{"do", "queue"}}, json{{"do", "requeue"}, {"item", "LS-0417-2611-0001"}},
        json{{"do", "staff"}}, li_min(), json{{"do", "staff_remove"}, {"number", "1001"}},
        json{{"do", "restart_chain"}}}) {
    CAPTURE(request["do"]);
    CHECK(second.error_of(request) == "the store can't be used: in_use");
  }
}

TEST_CASE("an item or a number that is not there is told as that") {
  const tests::TemporaryFolder folder;
  Kiosk kiosk(folder.path());
  CHECK(kiosk.error_of({{"do", "requeue"}, {"item", "LS-0417-2611-0001"}}) ==
        "there is no such item in the queue");
  CHECK(kiosk.error_of({{"do", "requeue"}}) == "there is no such item in the queue");
  CHECK(kiosk.error_of({{"do", "staff_remove"}, {"number", "1001"}}) ==
        "nobody with this number is entered");
  CHECK(kiosk.error_of({{"do", "nothing"}}) == "no such operation");
}

TEST_CASE("a text that is not UTF-8 is answered like any other, by the kiosk and without it") {
  const tests::TemporaryFolder folder;
  const app::Configuration terminal{.state = folder / "terminal",
                                    .control = folder / "control.sock"};
  const json request{{"do", "requeue"}, {"item", "\xff"}};
  const auto alone = app::ask_terminal(terminal, request);
  REQUIRE_FALSE(alone);
  CHECK(alone.error() == "there is no such item in the queue");

  const base::SystemClock clock;
  base::TaskQueue results;
  const auto cache = offline_cache::TerminalCache::start(
      {.directory = terminal.state, .sends_by_itself = false}, clock, results);
  const auto served = app::serve_control(terminal, *cache);
  const auto running = app::ask_terminal(terminal, request);
  REQUIRE_FALSE(running);
  CHECK(running.error() == "there is no such item in the queue");
}
