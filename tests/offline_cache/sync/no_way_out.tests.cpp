/// Whatever happens to an item on its way, it does not stay there: the store, the
/// engine and the centre's ledger are led through random days, after which the
/// centre answers and time passes.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <random>

#include "offline_cache/sync/sync_engine.h"
#include "tests/offline_cache/sync/ledger_centre.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

class RandomDay {
 public:
  explicit RandomDay(unsigned seed) : random_(seed) {
    centre_.misbehave = [this](const CentreRequest& request) { return misbehave(request); };
  }

  void step() {
    constexpr void (RandomDay::*kSteps[])() = {
        &RandomDay::submit, &RandomDay::submit,  &RandomDay::submit_large, &RandomDay::rate,
        &RandomDay::run,    &RandomDay::run,     &RandomDay::send_all,     &RandomDay::stop_early,
        &RandomDay::rest,   &RandomDay::restart, &RandomDay::lose_lease,   &RandomDay::try_again};
    (this->*kSteps[below(std::size(kSteps))])();
  }

  /// The centre is well, staff have everything tried again, and time passes: as
  /// much as a lease and the longest wait together.
  void end() {
    well_ = true;
    try_again();
    for (int i = 0; i < 15; ++i) {
      run();
      here_.hall.clock.advance(5min);
    }
  }

  std::vector<QueueItem> queue() { return here_.store->queue().value(); }
  std::size_t at_the_centre() { return centre_.ledger().items(10'000)->size(); }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  std::optional<tests::Contact> misbehave(const CentreRequest& request) {
    if (well_ || below(3) != 0) return std::nullopt;
    switch (below(6)) {
      case 0:
        return tests::Contact(unexpected(CentreTrouble::unreachable));
      case 1:
        (void)centre_.honest(request);  // it arrives, the answer does not
        return tests::Contact(unexpected(CentreTrouble::misbehaving));
      case 2:
        return tests::html_answer();
      case 3: {
        auto answer = tests::problem_answer(429, "slow-down");
        answer.headers["retry-after"] = "999999";
        return answer;
      }
      case 4:
        return tests::problem_answer(503, "ledger-failed");
      default:
        return tests::problem_answer(409, "digest-differs");
    }
  }

  void submit() { here_.submit(); }
  void submit_large() { here_.submit(tests::with_large_parts(here_.hall.application())); }
  void rate() {
    (void)here_.store->rate("LS-0417-2611-0001", domain::Grade::fair, here_.hall.terminal);
  }
  void run() { engine_.run_due({}); }
  void send_all() { engine_.sync_once({}); }
  void stop_early() {
    std::stop_source stop;
    stop.request_stop();
    engine_.sync_once(stop.get_token());
  }
  void rest() { here_.hall.clock.advance(std::chrono::seconds{below(3600)}); }
  void restart() { here_.store = here_.reopened(); }
  /// Whoever has it is never heard of again.
  void lose_lease() { (void)here_.store->lease(5min); }
  void try_again() {
    for (const QueueItem& item : queue()) {
      if (item.state == ItemState::quarantined) here_.store->requeue(item.id);
    }
  }

  std::mt19937 random_;
  bool well_ = false;
  tests::StoreInFolder here_;
  tests::LedgerCentre centre_{here_.hall};
  tests::ScriptedTransport transport_{tests::answers_of(centre_), &here_.hall.clock};
  SyncEngine engine_{[this](const std::function<void(Store&)>& job) {
                       job(*here_.store);
                       return true;
                     },
                     transport_,
                     here_.hall.terminal.centre_key,
                     here_.hall.clock,
                     {},
                     [this] { return static_cast<double>(below(1000)) / 1000; }};
};

}  // namespace

TEST_CASE("every state has a way out: after any day, everything arrives exactly once") {
  const int seed = GENERATE(range(1, 21));
  CAPTURE(seed);
  RandomDay day(static_cast<unsigned>(seed));
  for (int step = 0; step < 40; ++step) day.step();
  day.end();
  const auto queue = day.queue();
  for (const QueueItem& item : queue) {
    CAPTURE(item.receipt_number, item.problem);
    CHECK(item.state == ItemState::accepted);
  }
  CHECK(day.at_the_centre() == queue.size());
}
