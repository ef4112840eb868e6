#include "tests/faults/crashes.h"

#include <fmt/format.h>

#include <set>

namespace linli::tests {
namespace {

constexpr std::size_t kMostFindings = 10;

template <class Promise>
std::size_t began_or_done(const Promise& promise, Point point) {
  return (promise.begun <= point ? 1u : 0u) + (promise.done <= point ? 1u : 0u);
}

/// How much was promised at a point: with the same promises the same disk need
/// not be looked at twice.
std::size_t promises_at(const Books& books, Point point) {
  std::size_t count = 0;
  for (const HandedIn& item : books.items) {
    for (const Point at :
         {item.begun, item.receipt, item.part_sent, item.released, item.on_stick}) {
      count += at <= point ? 1 : 0;
    }
    for (const Moved& move : item.moves) count += began_or_done(move, point);
  }
  for (const Kept& kept : books.kept) count += began_or_done(kept, point);
  for (const Closed& closed : books.closes) count += began_or_done(closed, point);
  return count + (books.behind_until <= point ? 1 : 0);
}

crypto::Digest digest_of(const Image& image, std::size_t promises) {
  std::string all = fmt::format("{}\n", promises);
  for (const auto& [name, content] : image) {
    all += fmt::format("{} {}\n", name, content.size());
    all += content;
  }
  return crypto::sha256(bytes_of(all));
}

}  // namespace

std::vector<std::string> look_at(const Image& image, const Books& books, Point point,
                                 base::WallTime now) {
  const TemporaryFolder folder(folder_in_memory());
  write_image(folder.path(), image);
  const FileWatch no_real_syncs(folder.path());
  return broken_promises(folder.path(), books, point, now);
}

Journey go(const Path& path) {
  Beginning beginning = beginning_of(path);
  World world(beginning.image, beginning.books, beginning.now);
  path.act(world);
  world.close();
  return {std::move(beginning), world.watch.changes(), world.books};
}

Crashes crash_everywhere(const Journey& journey, std::size_t step) {
  const auto& [beginning, changes, books] = journey;
  Crashes crashes;
  std::set<crypto::Digest> seen;
  DiskModel disk(beginning.image);
  for (Point point = 0; point <= changes.size(); ++point) {
    const bool looks = point % step == 0;
    crashes.points += looks;
    for (const Cut& cut : kCuts) {
      if (!looks || crashes.broken.size() >= kMostFindings) break;
      const Image image = disk.after(cut, point);
      if (!seen.insert(digest_of(image, promises_at(books, point))).second) continue;
      ++crashes.images;
      for (const auto& broken : look_at(image, books, point, beginning.now)) {
        crashes.broken.push_back(
            fmt::format("point {} of {}, {}: {}", point, changes.size(), cut.name, broken));
      }
    }
    if (point < changes.size()) disk.apply(changes[point]);
  }
  return crashes;
}

}  // namespace linli::tests
