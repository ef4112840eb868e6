#include <catch2/catch_test_macros.hpp>

#include "offline_cache/sync/terminal_cache.h"
#include "tests/offline_cache/sync/ledger_centre.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

constexpr auto kLongest = 60s;  // until an answer

/// A terminal's cache with its threads, and a centre with its ledger.
struct EveningHall {
  tests::TemporaryFolder folder;
  tests::Hall hall;
  tests::LedgerCentre centre{hall};
  std::atomic<bool> refuses = false;
  base::TaskQueue queue;
  std::unique_ptr<TerminalCache> cache;

  EveningHall() {
    REQUIRE_FALSE(save_identity(folder.path(), hall.terminal));
    centre.misbehave = [this](const CentreRequest& request) -> std::optional<tests::Contact> {
      if (!refuses || !tests::is_commit(request)) return std::nullopt;
      return tests::problem_answer(409, "digest-differs");
    };
  }
  void start(std::optional<DaySchedule> schedule = {}) {
    cache = TerminalCache::start(
        {.directory = folder.path(),
         .centre_url = "https://centre.test",
         .sends_by_itself = schedule.has_value(),
         .reserve_bytes = 65536,
         .day_close = schedule,
         .make_transport =
             [this](const TerminalIdentity&) {
               return std::make_unique<tests::ScriptedTransport>(tests::answers_of(centre));
             }},
        hall.clock, queue);
  }
  template <class Answer, class Ask>
  Answer ask(Ask asking) {
    std::optional<Answer> answer;
    asking([&](Answer given) { answer.emplace(std::move(given)); });
    const auto deadline = std::chrono::steady_clock::now() + kLongest;
    while (!answer) {
      REQUIRE(std::chrono::steady_clock::now() < deadline);
      queue.wait_until(std::chrono::steady_clock::now() + 50ms);
      queue.drain();
    }
    return std::move(*answer);
  }
  domain::Receipt submit() {
    return ask<Expected<domain::Receipt, SubmitError>>(
               [&](auto done) { cache->submit(hall.application(), done); })
        .value();
  }
  std::optional<DayOverview> overview() {
    return ask<std::optional<DayOverview>>([&](auto done) { cache->overview(done); });
  }
  Expected<Reconciliation, CloseError> close() {
    return ask<Expected<Reconciliation, CloseError>>([&](auto done) { cache->close_day(done); });
  }
};

}  // namespace

TEST_CASE("staff see the day, send everything and close it") {
  EveningHall evening;
  evening.start();
  evening.submit();
  evening.submit();
  CHECK(evening.overview()->on_the_way == 2);
  evening.cache->send_all();
  const auto closed = evening.close();
  REQUIRE(closed);
  CHECK(closed->result == Reconciliation::Result::agreed);
  const auto overview = evening.overview();
  CHECK(overview->on_the_way == 0);
  CHECK(overview->accepted == 2);
  CHECK(overview->terminal == "0417");
  CHECK(overview->disk->free > 0);
  CHECK(overview->disk->free <= overview->disk->all);
  CHECK(evening.cache->link().heard_at == evening.hall.clock.now());
  REQUIRE(overview->last);
  CHECK(overview->last->check_code == closed->check_code);
  CHECK_FALSE(overview->time_left);
  CHECK(evening.cache->close_day_now()->here == 2);
}

TEST_CASE("an item in quarantine is tried again, or set aside, on the word of staff") {
  EveningHall evening;
  evening.refuses = true;
  evening.start();
  const auto receipt = evening.submit();
  CHECK(evening.close().error() == CloseError::waiting);
  CHECK(evening.overview()->for_staff == 1);
  CHECK(evening.ask<bool>([&](auto done) {
    evening.cache->set_aside(receipt.item, SetAsideReason::withdrawn, "1024", done);
  }));
  CHECK(evening.overview()->for_staff == 0);
  evening.refuses = false;
  CHECK(evening.ask<bool>([&](auto done) { evening.cache->try_again(receipt.item, done); }));
  CHECK_FALSE(evening.ask<bool>([&](auto done) { evening.cache->try_again(receipt.item, done); }));
  CHECK(evening.close()->here == 1);
}

TEST_CASE("the day is closed by itself when its time has come") {
  EveningHall evening;
  evening.start();
  evening.submit();
  evening.cache.reset();
  evening.start(DaySchedule{9h, 30min});  // it is 09:41
  std::optional<DayOverview> overview;
  const auto deadline = std::chrono::steady_clock::now() + kLongest;
  while (!overview || !overview->last) {
    REQUIRE(std::chrono::steady_clock::now() < deadline);
    overview = evening.overview();
  }
  CHECK(overview->last->result == Reconciliation::Result::agreed);
  CHECK(overview->last->here == 1);
}

TEST_CASE("a terminal that is not enrolled closes nothing") {
  EveningHall evening;
  std::filesystem::remove_all(evening.folder / "identity");
  evening.start();
  CHECK(evening.close().error() == CloseError::unreachable);
  evening.cache->send_all();
  CHECK(evening.overview()->stored == 0);
}
