#pragma once
#include <functional>
#include <memory>
#include <span>

#include "tests/faults/books.h"
#include "tests/faults/file_calls.h"

namespace linli::tests {

/// A terminal's store in a watched folder, with books kept on it. Every verb
/// answers like the store's own and notes what was promised; like the program,
/// it opens the store again when it was closed after a failure of the disk.
class World {
 public:
  World(const Image& before, Books books, base::WallTime now);

  bool open();
  void close() { store_.reset(); }
  bool submit();
  bool submit_again(std::size_t item);
  bool submit_together(int items);
  std::optional<offline_cache::LeasedItem> lease();
  bool part_sent(const offline_cache::LeasedItem& item);
  bool release(const offline_cache::LeasedItem& item);
  bool acknowledge(const offline_cache::LeasedItem& item);
  bool quarantine(const offline_cache::LeasedItem& item);
  bool requeue(std::size_t item);
  bool set_aside(std::size_t item);
  bool send_again(std::size_t item);
  /// Both sides agree to what is open.
  bool close_books();
  /// A part of one and the acceptance of the other, in one commit.
  bool note_together(const offline_cache::LeasedItem& sent,
                     const offline_cache::LeasedItem& accepted);
  /// Onto a stick that is the store's own folder, so that both are cut at the same point.
  bool export_to_stick();
  /// The centre's acceptances of all items, as they come on a stick.
  bool take_answers();
  bool keep(bool draft, std::string_view name, std::optional<std::string_view> value);
  bool start_new_incarnation();
  /// Retention too: empties what was closed long ago.
  void maintain();

  Point point() const { return watch.changes().size(); }
  int refusals() const { return refusals_; }  // how often a verb was answered with no
  const std::filesystem::path& path() const { return folder_.path(); }
  base::FakeClock& clock() { return clock_; }

 private:
  TemporaryFolder folder_{folder_in_memory()};
  /// Writes the files there before they are watched.
  const std::filesystem::path& filled(const Image& before);
  offline_cache::Store* usable();
  bool noted(bool answer);
  HandedIn& book_of(const offline_cache::LeasedItem& item);
  /// Asks the store to let an item stand so.
  bool move(HandedIn& book, Standing to, const std::function<bool(offline_cache::Store&)>& verb);
  bool old_enough(const HandedIn& book) const;

 public:
  FileWatch watch;
  Books books;

 private:
  base::FakeClock clock_;
  std::unique_ptr<offline_cache::Store> store_;
  int refusals_ = 0;
};

/// Something that a terminal does with its store.
struct Path {
  std::string name;
  std::function<void(World&)> prepare;  // what was before; not looked at
  std::function<void(World&)> act;
  bool killed_before = false;  // the store was not closed in between
  std::chrono::days later{};   // from the preparation to the act
};
std::span<const Path> paths();
const Path& path_named(std::string_view name);

/// How things stand before the act.
struct Beginning {
  Image image;
  Books books;
  base::WallTime now;
};
Beginning beginning_of(const Path& path);

}  // namespace linli::tests
