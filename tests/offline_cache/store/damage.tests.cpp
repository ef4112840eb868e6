#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "offline_cache/store/store_schema.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/support/files.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

TEST_CASE("garbage in place of the store is broken and kept untouched") {
  tests::StoreInFolder here;
  here.submit();
  here.store.reset();
  const std::string garbage(50'000, 'g');
  tests::write_whole(here.folder / "store.db", garbage);
  CHECK(here.refusal() == StoreHealth::broken);
  CHECK(tests::read_whole(here.folder / "store.db") == garbage);
}

TEST_CASE("with another key, or none, the store is broken and kept untouched") {
  tests::StoreInFolder here;
  here.submit();
  here.store.reset();
  const std::string before = tests::read_whole(here.folder / "store.db");
  const std::string key = tests::read_whole(here.folder / "store.key");
  tests::write_whole(here.folder / "store.key", std::string(32, 'k'));
  CHECK(here.refusal() == StoreHealth::broken);
  fs::remove(here.folder / "store.key");
  CHECK(here.refusal() == StoreHealth::broken);
  CHECK_FALSE(fs::exists(here.folder / "store.key"));
  CHECK(tests::read_whole(here.folder / "store.db") == before);
  tests::write_whole(here.folder / "store.key", key);
  CHECK_FALSE(here.refusal());
}

TEST_CASE("a store of a later version is refused and kept as it is") {
  tests::StoreInFolder here;
  const auto receipt = here.submit();
  here.tamper("PRAGMA user_version = 99");
  CHECK(here.refusal() == StoreHealth::newer);
  here.tamper("PRAGMA user_version = " + std::to_string(store_migrations().size()));
  here.store = here.reopened();
  CHECK(here.store->find(receipt.item));
}

TEST_CASE("a second process is told that the store is in use") {
  tests::StoreInFolder here;
  const pid_t child = fork();
  if (child == 0) {
    const auto second = Store::open(here.options(), here.hall.clock);
    _exit(!second && second.error() == StoreHealth::in_use ? 0 : 1);
  }
  int status = 1;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
}

TEST_CASE("a sealed item that changed is quarantined at the start, the others go on") {
  tests::StoreInFolder here;
  const auto bad = here.submit();
  const auto good = here.submit();
  here.tamper(
      "UPDATE outbox_item SET sealed_manifest = CAST(substr(sealed_manifest, 1, 100) ||"
      " iif(substr(sealed_manifest, 101, 1) = x'ff', x'00', x'ff') || substr(sealed_manifest, 102) "
      "AS BLOB) WHERE sequence = 1");
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->health() == StoreHealth::ready);
  const auto item = here.store->find(bad.item);
  CHECK(item->state == ItemState::quarantined);
  CHECK_FALSE(item->problem.empty());
  CHECK(here.store->counts()->for_staff == 1);
  CHECK(here.store->lease(1min)->commit.link.item == good.item);
  CHECK_FALSE(here.store->lease(1min));
}

TEST_CASE("an item that follows a damaged link is whole itself, and is sent") {
  tests::StoreInFolder here;
  const auto bad = here.submit();
  const auto good = here.submit();
  here.tamper("UPDATE outbox_item SET chain_hash = zeroblob(32) WHERE sequence = 1");
  here.store = here.reopened();
  CHECK(here.store->find(bad.item)->state == ItemState::quarantined);
  CHECK(here.store->find(good.item)->state == ItemState::stored);
}

TEST_CASE("a sealed part that changed quarantines its item") {
  tests::StoreInFolder here;
  const auto bad = here.submit();
  here.tamper(
      "UPDATE outbox_part SET sealed = CAST(substr(sealed, 1, size - 1) ||"
      " iif(substr(sealed, size) = x'00', x'01', x'00') AS BLOB)");
  here.store = here.reopened();
  CHECK(here.store->find(bad.item)->state == ItemState::quarantined);
}

TEST_CASE("a changed link of the chain quarantines its item") {
  tests::StoreInFolder here;
  here.submit();
  const auto bad = here.submit();
  here.tamper("UPDATE outbox_item SET previous = zeroblob(32) WHERE sequence = 2");
  here.store = here.reopened();
  CHECK(here.store->find(bad.item)->state == ItemState::quarantined);
}

// SQLCipher reads zeros from a damaged overflow page and reports nothing.
TEST_CASE("a flipped byte on the disk under a large sealed part is noticed") {
  tests::StoreInFolder here;
  const auto receipt = here.submit(tests::with_large_parts(here.hall.application()));
  here.store.reset();
  std::string bytes = tests::read_whole(here.folder / "store.db");
  // Near the end is the overflow of the largest value; what was stored after it is short.
  const std::size_t at = bytes.size() - 6 * 4096 + 100;
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  tests::write_whole(here.folder / "store.db", bytes);
  const auto opened = Store::open(here.options(), here.hall.clock);
  if (opened) {
    CHECK((*opened)->find(receipt.item)->state == ItemState::quarantined);
  } else {
    CHECK(opened.error() == StoreHealth::broken);
  }
}

TEST_CASE("a store restored from a backup is behind and takes nothing new") {
  tests::StoreInFolder here;
  const auto old = here.submit();
  here.store.reset();
  const std::string backup = tests::read_whole(here.folder / "store.db");
  here.store = here.reopened();
  here.submit();
  here.submit();
  here.store.reset();
  tests::write_whole(here.folder / "store.db", backup);
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->health() == StoreHealth::behind);
  auto application = here.hall.application();
  CHECK(here.store->submit(application, here.hall.terminal).error() == SubmitError::store_failed);
  CHECK(here.store->find(old.item));  // what there is can still be sent
  CHECK(here.store->lease(1min));
  here.store = here.reopened();
  CHECK(here.store->health() == StoreHealth::behind);  // and stays so

  REQUIRE(here.store->start_new_incarnation());
  CHECK(here.store->health() == StoreHealth::ready);
  // 0002 and 0003 were given out and lost with the backup.
  CHECK(here.submit().number == "LS-0417-2611-0004");
  here.store = here.reopened();
  CHECK(here.store->health() == StoreHealth::ready);
}

TEST_CASE("after a restore from an earlier incarnation no receipt number comes twice") {
  tests::StoreInFolder here;
  here.submit();
  here.store.reset();
  const std::string backup = tests::read_whole(here.folder / "store.db");
  here.store = here.reopened();
  for (int i = 0; i < 3; ++i) here.submit();
  REQUIRE(here.store->start_new_incarnation());
  here.submit();  // 0005, sequence 1 of the new incarnation
  here.store.reset();
  tests::write_whole(here.folder / "store.db", backup);
  here.store = here.reopened();
  REQUIRE(here.store->start_new_incarnation());
  // How many the lost incarnation gave out before nobody knows: a wide step.
  CHECK(here.submit().number > "LS-0417-2611-1000");
}

TEST_CASE("a store that vanished is not silently begun anew") {
  tests::StoreInFolder here;
  here.submit();
  here.store.reset();
  for (const char* name : {"store.db", "store.db-wal"}) fs::remove(here.folder / name);
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->health() == StoreHealth::behind);
}

TEST_CASE("a missing or unreadable mark beside stored items is told to staff") {
  tests::StoreInFolder here;
  here.submit();
  here.store.reset();
  fs::remove(here.folder / "store.mark");
  here.store = here.reopened();
  CHECK(here.store->health() == StoreHealth::behind);
  tests::write_whole(here.folder / "store.mark", "garbage");
  here.store = here.reopened();
  CHECK(here.store->health() == StoreHealth::behind);
}

TEST_CASE("a mark that a crash left behind is repaired, however many items came together") {
  tests::StoreInFolder here;
  here.submit();
  const std::string mark = tests::read_whole(here.folder / "store.mark");
  for (int i = 0; i < GENERATE(0, 1, 4); ++i) here.submit();
  const auto receipt = here.submit();
  here.store.reset();
  tests::write_whole(here.folder / "store.mark", mark);
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->health() == StoreHealth::ready);
  CHECK(here.store->find(receipt.item));
  CHECK(tests::read_whole(here.folder / "store.mark") != mark);
}

TEST_CASE("a mark that was torn while it was written leaves the one before") {
  tests::StoreInFolder here;
  here.submit();
  const auto receipt = here.submit();  // in the second slot
  here.store.reset();
  std::string mark = tests::read_whole(here.folder / "store.mark");
  REQUIRE(mark.size() == 4096);
  mark.replace(512 + 100, 50, std::string(50, '\0'));
  tests::write_whole(here.folder / "store.mark", mark);
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->health() == StoreHealth::ready);
  CHECK(here.store->find(receipt.item));
  CHECK(here.submit().number == "LS-0417-2611-0003");
}

TEST_CASE("a mark that was torn after a batch leaves the one before, whatever the batch's size") {
  tests::StoreInFolder here;
  for (int i = 0; i < 3; ++i) here.submit();
  const auto promised = read_mark(here.folder / "store.mark");
  const std::string before = tests::read_whole(here.folder / "store.mark");
  std::vector<domain::Application> batch(GENERATE(1u, 2u, 3u, 4u), here.hall.application());
  for (auto& application : batch) application.item = base::make_uuid_v7(here.hall.clock.now());
  for (const auto& receipt : here.store->submit_all(batch, here.hall.terminal)) REQUIRE(receipt);
  here.store.reset();
  std::string mark = tests::read_whole(here.folder / "store.mark");
  REQUIRE(mark.size() == before.size());
  const auto changed = std::ranges::mismatch(mark, before).in1 - mark.begin();
  mark.replace(static_cast<std::size_t>(changed), 20, std::string(20, '\0'));
  tests::write_whole(here.folder / "store.mark", mark);
  CHECK(read_mark(here.folder / "store.mark") == promised);
  here.store = here.reopened();
  REQUIRE(here.store);
  CHECK(here.store->health() == StoreHealth::ready);
  CHECK(here.store->queue()->size() == 3 + batch.size());
}

TEST_CASE("a mark with a head that the chain does not know is no crash") {
  tests::StoreInFolder here;
  here.submit();
  here.submit();
  here.store.reset();
  auto mark = **read_mark(here.folder / "store.mark");
  mark.sequence = 1;
  mark.head = crypto::sha256(bytes_of("another chain"));
  fs::remove(here.folder / "store.mark");
  REQUIRE_FALSE(MarkFile(here.folder / "store.mark").write(mark));
  here.store = here.reopened();
  CHECK(here.store->health() == StoreHealth::behind);
}
