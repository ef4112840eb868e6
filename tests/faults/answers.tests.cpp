/// A change that staff make runs once more after the disk failed, and may find
/// that it was made already: the answer is about the change, not about the run.
#include <catch2/catch_test_macros.hpp>
#include <cerrno>

#include "tests/faults/books.h"
#include "tests/faults/file_calls.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::offline_cache;
using namespace linli::tests;

namespace {

using Verb = bool (*)(Store&, const base::Uuid& item);

bool requeue(Store& store, const base::Uuid& item) { return store.requeue(item); }
bool is_waiting(Store& store, const base::Uuid& item) {
  return store.find(item)->state == ItemState::stored;
}
bool set_aside(Store& store, const base::Uuid& item) {
  return store.set_aside(item, SetAsideReason::duplicate, "1024");
}
bool is_set_aside(Store& store, const base::Uuid&) {
  return store.day_overview()->items.at(0).set_aside;
}
bool remove_staff(Store& store, const base::Uuid&) { return store.remove_staff("1001"); }
bool is_removed(Store& store, const base::Uuid&) { return store.staff()->empty(); }

struct Row {
  const char* name;
  Verb change;
  Verb is_made;
};
constexpr Row kRows[] = {{"an item is tried again", requeue, is_waiting},
                         {"an item is set aside", set_aside, is_set_aside},
                         {"somebody is removed", remove_staff, is_removed}};

/// A store with an item in quarantine and somebody who may sign in.
struct Beginning {
  Image image;
  base::Uuid item;
};
Beginning beginning() {
  const TemporaryFolder folder(folder_in_memory());
  auto store = Store::open(options_in(folder.path()), hall().clock).value();
  auto application = hall().application();
  const auto receipt = store->submit(application, hall().terminal);
  REQUIRE(receipt);
  REQUIRE(store->quarantine(receipt->item, "refused"));
  REQUIRE(store->add_staff({"1001", "李敏", StaffRole::clerk}, "482913"));
  store.reset();
  return {read_image(folder.path()), receipt->item};
}

/// True if there was such a call; the answer then fits what the store holds.
bool holds_with_failing_calls(const Beginning& before, const Row& row, std::size_t further,
                              std::size_t times) {
  const TemporaryFolder folder(folder_in_memory());
  write_image(folder.path(), before.image);
  FileWatch watch(folder.path());
  auto store = Store::open(options_in(folder.path()), hall().clock).value();
  const std::size_t call = watch.calls().size() + further;
  watch.fail_at(call, {.error = EIO, .times = times});
  const bool answer = row.change(*store, before.item);
  watch.heal();
  if (watch.calls().size() <= call) return false;
  INFO(row.name << ", call " << further << ", " << times << " in a row");
  if (store->usable()) CHECK(answer == row.is_made(*store, before.item));
  if (!store->usable()) CHECK_FALSE(answer);
  return true;
}

}  // namespace

TEST_CASE("staff are told what became of their change, whichever call fails on the way") {
  const Beginning before = beginning();
  for (const Row& row : kRows) {
    // After two the closing fails as well, and leaves a WAL that is whole: the
    // second run of the job finds the work of the first.
    for (const std::size_t times : {1u, 2u, 3u}) {
      std::size_t calls = 0;
      while (holds_with_failing_calls(before, row, calls, times)) ++calls;
      CHECK(calls > 3);
    }
  }
}
