#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/file.h"
#include "offline_cache/store/store_schema.h"
#include "tests/faults/disk_model.h"
#include "tests/faults/old_store.h"
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

void noting_together(World& world) {
  world.open();
  const auto sent = world.lease();
  const auto accepted = world.lease();
  if (sent && accepted) world.note_together(*sent, *accepted);
}

void exporting(World& world) {
  world.open();
  world.export_to_stick();
  world.submit();
  world.export_to_stick();
}

void two_items_on_stick(World& world) {
  two_items(world);
  world.export_to_stick();
}

void taking_answers(World& world) {
  world.open();
  world.take_answers();
  world.take_answers();  // the stick comes twice
}

/// What is on the stick is sent by line as well, which fails.
void sending_what_is_on_stick(World& world) {
  world.open();
  const auto item = world.lease();
  if (item) world.release(*item);
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

/// The centre refuses both; staff have the first tried again, and put the other aside.
void quarantining(World& world) {
  world.open();
  for (int i = 0; i < 2; ++i) {
    if (const auto item = world.lease()) world.quarantine(*item);
  }
  world.requeue(0);
  world.set_aside(1);
}

void two_accepted(World& world) {
  two_items(world);
  for (int i = 0; i < 2; ++i) world.acknowledge(world.lease().value());
}

void closing_the_day(World& world) {
  world.open();
  world.close_books();
  world.submit();
}

void sending_again(World& world) {
  world.open();
  world.send_again(0);
  if (const auto item = world.lease()) world.acknowledge(*item);
}

void two_closed(World& world) {
  two_accepted(world);
  world.close_books();
}

/// A round empties the items, another notes that there is nothing left.
void emptying(World& world) {
  world.open();
  world.maintain();
  world.maintain();
  world.submit();
}

const Path kPaths[] = {
    {.name = "creating the store", .prepare = nothing, .act = submitting},
    {.name = "submitting", .prepare = one_item, .act = submitting},
    {.name = "submitting two together", .prepare = one_item, .act = submitting_two_together},
    {.name = "submitting three together", .prepare = one_item, .act = submitting_three_together},
    {.name = "handing in again", .prepare = one_item, .act = handing_in_again},
    {.name = "leasing and sending", .prepare = two_items, .act = sending},
    {.name = "acknowledging", .prepare = two_items, .act = acknowledging},
    {.name = "noting together", .prepare = two_items, .act = noting_together},
    {.name = "exporting", .prepare = two_items, .act = exporting},
    {.name = "taking answers", .prepare = two_items_on_stick, .act = taking_answers},
    {.name = "sending what is on the stick",
     .prepare = two_items_on_stick,
     .act = sending_what_is_on_stick},
    {.name = "drafts and snapshots", .prepare = one_item, .act = drafts_and_snapshots},
    {.name = "a new incarnation", .prepare = restored_backup, .act = new_incarnation},
    {.name = "maintenance",
     .prepare = old_records,
     .act = maintaining,
     .later = std::chrono::days{100}},
    {.name = "opening after a kill", .prepare = two_items, .act = opening, .killed_before = true},
    {.name = "quarantine and the ways out", .prepare = two_items, .act = quarantining},
    {.name = "closing the day", .prepare = two_accepted, .act = closing_the_day},
    {.name = "sending again", .prepare = two_accepted, .act = sending_again},
    {.name = "retention", .prepare = two_closed, .act = emptying, .later = std::chrono::days{31}},
};

/// One path for every version that a store may come from.
std::vector<Path> with_migrations() {
  std::vector<Path> all(std::begin(kPaths), std::end(kPaths));
  const std::size_t versions = offline_cache::store_migrations().size();
  for (std::size_t version = 1; version < versions; ++version) {
    all.push_back({.name = fmt::format("migrating from version {}", version),
                   .prepare = [version](World& world) { make_old_store(world, version); },
                   .act = submitting});
  }
  return all;
}

}  // namespace

std::span<const Path> paths() {
  static const std::vector<Path> all = with_migrations();
  return all;
}

const Path& path_named(std::string_view name) {
  return *std::ranges::find_if(paths(), [&](const Path& path) { return path.name == name; });
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
