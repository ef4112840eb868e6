#include <catch2/catch_test_macros.hpp>

#include <set>

#include "offline_cache/store/store.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;

namespace {

struct Copying {
  tests::StoreInFolder here;
  tests::TemporaryFolder elsewhere;
  Bytes key = *store_key(here.folder.path(), {});
  std::filesystem::path copy = elsewhere / "store.db";

  /// Steps until the copy is done; `between` runs after each.
  template <class Between>
  bool finish(Between between) {
    std::optional<bool> done = false;
    while (done == false) {
      done = here.store->continue_backup();
      between();
    }
    return done.value_or(false);
  }
  /// The copy in the place of the store, as after a new disk; the mark of the
  /// machine stays if it is still there.
  void restore() {
    here.store.reset();
    for (const char* rest : {"store.db-wal", "store.db-shm"}) {
      std::filesystem::remove(here.folder / rest);
    }
    std::filesystem::copy_file(copy, here.folder / "store.db",
                               std::filesystem::copy_options::overwrite_existing);
    here.store = here.reopened();
  }
};

}  // namespace

TEST_CASE("a backup holds what was stored before and while it was made, and nothing in the plain") {
  Copying it;
  for (int i = 0; i < 40; ++i) it.here.submit();
  REQUIRE(it.here.store->begin_backup(it.copy, it.key));
  int while_copying = 0;
  REQUIRE(it.finish([&] {
    if (while_copying >= 5) return;
    it.here.submit();
    ++while_copying;
  }));
  CHECK(while_copying > 1);
  const auto items = items_in_backup(it.copy, it.key);
  REQUIRE(items);
  CHECK(*items >= 40U + static_cast<unsigned>(while_copying) - 1);
  CHECK_FALSE(items_in_backup(it.copy, Bytes(32, 7)));
  CHECK_FALSE(tests::read_whole(it.copy).starts_with("SQLite format 3"));
}

TEST_CASE("a store restored after more was stored is behind, and goes on in a new incarnation") {
  Copying it;
  const auto kept = it.here.submit();
  const auto before = it.here.store->lease(1min)->commit.link.incarnation;
  REQUIRE(it.here.store->begin_backup(it.copy, it.key));
  REQUIRE(it.finish([] {}));
  const auto lost = it.here.submit();
  it.restore();
  REQUIRE(it.here.store);
  CHECK(it.here.store->health() == StoreHealth::behind);
  CHECK(it.here.store->find(kept.item));
  CHECK_FALSE(it.here.store->find(lost.item));
  REQUIRE(it.here.store->start_new_incarnation());
  const auto next = it.here.submit();
  CHECK(next.number != lost.number);
  const auto link = it.here.store->chain_link(next.item);
  REQUIRE(link);
  CHECK(link->sequence == 1);
  CHECK(link->incarnation != before);
}

TEST_CASE("the same backup put back twice beside its mark gives no receipt number again") {
  Copying it;
  it.here.submit();
  REQUIRE(it.here.store->begin_backup(it.copy, it.key));
  REQUIRE(it.finish([] {}));
  std::set<std::string> numbers;
  for (int life = 0; life < 3; ++life) {
    for (int i = 0; i < 3; ++i) CHECK(numbers.insert(it.here.submit().number).second);
    it.restore();
    REQUIRE(it.here.store->health() == StoreHealth::behind);
    REQUIRE(it.here.store->start_new_incarnation());
  }
}

TEST_CASE("a store restored without its mark is behind") {
  Copying it;
  it.here.submit();
  REQUIRE(it.here.store->begin_backup(it.copy, it.key));
  REQUIRE(it.finish([] {}));
  it.here.store.reset();
  std::filesystem::remove(it.here.folder / "store.mark");
  it.restore();
  CHECK(it.here.store->health() == StoreHealth::behind);
}

TEST_CASE("a backup never goes over a file that is there, and ends with its store") {
  Copying it;
  tests::write_whole(it.copy, "something else");
  CHECK_FALSE(it.here.store->begin_backup(it.copy, it.key));
  CHECK(tests::read_whole(it.copy) == "something else");
  CHECK_FALSE(it.here.store->continue_backup());
  REQUIRE(it.here.store->begin_backup(it.elsewhere / "other.db", it.key));
  it.here.store = it.here.reopened();
  REQUIRE(it.here.store);
  CHECK_FALSE(it.here.store->continue_backup());
  CHECK(it.here.submit().number == "LS-0417-2611-0001");
}
