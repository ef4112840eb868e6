/// The same looks at stores that promise too early: they must find it, or they
/// would find nothing.
#include <catch2/catch_test_macros.hpp>

#include "tests/faults/crashes.h"
#include "tests/faults/sql_rewrites.h"

using namespace linli;
using namespace linli::tests;

TEST_CASE("the looks find receipts lost with synchronous=NORMAL") {
  const auto journey = [] {
    const SqlRewrites less(Rewrites{{"synchronous = FULL", "synchronous = NORMAL"}});
    return go(path_named("submitting"));
  }();
  CHECK_FALSE(crash_everywhere(journey).broken.empty());
}

// A rollback journal that was deleted, without a sync of its folder, comes back
// and takes the transaction away.
TEST_CASE("the looks find receipts lost with a rollback journal at FULL") {
  const auto journey = [] {
    const SqlRewrites less(Rewrites{{"journal_mode = WAL", "journal_mode = DELETE"},
                                    {"locking_mode = EXCLUSIVE", "locking_mode = NORMAL"}});
    return go(path_named("submitting"));
  }();
  CHECK_FALSE(crash_everywhere(journey).broken.empty());
}

TEST_CASE("the looks find a receipt that was given before the commit") {
  Journey journey = go(path_named("submitting"));
  for (HandedIn& item : journey.books.items) item.receipt = std::min(item.receipt, item.begun);
  CHECK_FALSE(crash_everywhere(journey).broken.empty());
}

TEST_CASE("the looks find an acceptance that was answered before it was stored") {
  Journey journey = go(path_named("acknowledging"));
  for (HandedIn& item : journey.books.items) {
    for (Moved& move : item.moves) move.done = std::min(move.done, move.begun);
  }
  CHECK_FALSE(crash_everywhere(journey).broken.empty());
}

TEST_CASE("the looks find writes that the disk only said it had synced") {
  Journey journey = go(path_named("submitting"));
  std::size_t removed = 0;
  for (Change& change : journey.changes) {
    if (change.kind != Change::Kind::sync) continue;
    change = {.kind = Change::Kind::sync_folder};  // the names are safe, the content is not
    ++removed;
  }
  CHECK(removed > 0);
  CHECK_FALSE(crash_everywhere(journey).broken.empty());
}
