#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "tests/offline_cache/store/hall.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

/// Submits until it is killed; writes the id of every receipt it got.
[[noreturn]] void submit_for_ever(const StoreOptions& options, const tests::Hall& hall, int pipe) {
  auto store = Store::open(options, hall.clock);
  while (store) {
    auto application = hall.application();
    const auto receipt = (*store)->submit(application, hall.terminal);
    if (!receipt || write(pipe, receipt->item.bytes.data(), 16) != 16) break;
  }
  _exit(1);
}

/// Kills the child after `count` receipts; what it wrote until then.
std::vector<base::Uuid> receipts_before_kill(pid_t child, int pipe, std::size_t count) {
  std::vector<base::Uuid> receipts;
  base::Uuid id;
  while (receipts.size() < count && read(pipe, id.bytes.data(), 16) == 16) receipts.push_back(id);
  kill(child, SIGKILL);
  while (read(pipe, id.bytes.data(), 16) == 16) receipts.push_back(id);
  waitpid(child, nullptr, 0);
  return receipts;
}

}  // namespace

TEST_CASE("every receipt given before a kill is there after it, and the chain goes on") {
  tests::StoreInFolder here;
  here.store.reset();
  std::vector<base::Uuid> all;
  for (std::size_t round = 1; round <= 12; ++round) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    if (child == 0) {
      close(ends[0]);
      submit_for_ever(here.options(), here.hall, ends[1]);
    }
    close(ends[1]);
    const auto receipts = receipts_before_kill(child, ends[0], round % 4 + 1);
    close(ends[0]);
    REQUIRE(receipts.size() >= round % 4 + 1);
    all.insert(all.end(), receipts.begin(), receipts.end());

    here.store = here.reopened();
    REQUIRE(here.store);
    CHECK(here.store->health() == StoreHealth::ready);
    CHECK(here.store->counts()->for_staff == 0);
    CHECK(here.store->audit_intact());
    for (const auto& id : all) CHECK(here.store->find(id));
    // At most the one that was under way has no receipt.
    CHECK(here.store->queue()->size() <= all.size() + round);
    here.store.reset();
  }
}
