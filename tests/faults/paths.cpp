#include <algorithm>

#include "kiosk/base/file.h"
#include "tests/faults/disk_model.h"
#include "tests/faults/world.h"
#include "tests/support/files.h"

namespace linli::tests {
namespace {

void nothing(World&) {}

void one_item(World& world) {
  world.open();
  world.submit();
}

void two_items(World& world) {
  one_item(world);
  world.submit();
}

void submitting(World& world) {
  world.open();
  world.submit();
  world.submit();
}

void handing_in_again(World& world) {
  world.open();
  world.submit_again(0);
  world.submit_again(0);
}

void submitting_three_together(World& world) {
  world.open();
  world.submit_together(3);
}

void submitting_two_together(World& world) {
  world.open();
  world.submit_together(2);
}

void sending(World& world) {
  world.open();
  for (int i = 0; i < 2; ++i) {
    const auto item = world.lease();
    if (!item) continue;
    world.part_sent(*item);
    world.release(*item);
  }
}

void acknowledging(World& world) {
  world.open();
  for (int i = 0; i < 2; ++i) {
    const auto item = world.lease();
    if (!item) continue;
    world.part_sent(*item);
    world.acknowledge(*item);
    world.acknowledge(*item);  // the centre's answer comes twice
  }
}

void drafts_and_snapshots(World& world) {
  world.open();
  world.keep(true, "wang", "step one");
  world.keep(false, "wang", "benefits");
  world.keep(true, "wang", std::string(20'000, 'd'));  // overflow pages
  world.keep(false, "wang", "newer benefits");
  world.keep(true, "wang", std::nullopt);
}

/// Two items, of which a backup knows the first.
void restored_backup(World& world) {
  one_item(world);
  world.close();
  const std::string backup = read_whole(world.path() / "store.db");
  world.open();
  world.submit();
  world.close();
  static_cast<void>(base::write_file_durably(world.path() / "store.db", backup));
  world.books.items.at(1).restored_away = true;
  world.books.behind_until = kNever;
}

void new_incarnation(World& world) {
  world.open();
  world.start_new_incarnation();
  world.submit();
}

void old_records(World& world) {
  one_item(world);
  world.keep(true, "li", "a draft that nobody came back for");
  world.keep(false, "li", "benefits of long ago");
  world.close();
  world.books.kept.clear();  // past their time when they are looked for
  static_cast<void>(std::filesystem::remove(world.path() / "store.reserve"));
}

void maintaining(World& world) {
  world.open();
  world.maintain();
  world.submit();
}

void opening(World& world) { world.open(); }

constexpr Path kPaths[] = {
    {.name = "creating the store", .prepare = nothing, .act = submitting},
    {.name = "submitting", .prepare = one_item, .act = submitting},
    {.name = "submitting two together", .prepare = one_item, .act = submitting_two_together},
    {.name = "submitting three together", .prepare = one_item, .act = submitting_three_together},
    {.name = "handing in again", .prepare = one_item, .act = handing_in_again},
    {.name = "leasing and sending", .prepare = two_items, .act = sending},
    {.name = "acknowledging", .prepare = two_items, .act = acknowledging},
    {.name = "drafts and snapshots", .prepare = one_item, .act = drafts_and_snapshots},
    {.name = "a new incarnation", .prepare = restored_backup, .act = new_incarnation},
    {.name = "maintenance",
     .prepare = old_records,
     .act = maintaining,
     .later = std::chrono::days{100}},
    {.name = "opening after a kill", .prepare = two_items, .act = opening, .killed_before = true},
};

}  // namespace

std::span<const Path> paths() { return kPaths; }

const Path& path_named(std::string_view name) {
  return *std::ranges::find_if(kPaths, [&](const Path& path) { return path.name == name; });
}

Beginning beginning_of(const Path& path) {
  const base::WallTime start = hall().clock.now();
  World world({}, {}, start);
  path.prepare(world);
  if (!path.killed_before) world.close();
  DiskModel disk({});
  for (const Change& change : world.watch.changes()) disk.apply(change);
  Books books = world.books;
  books.settle();
  return {disk.after(kCuts[0], 0), std::move(books), start + path.later};
}

}  // namespace linli::tests
