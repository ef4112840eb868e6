#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/offline_cache/store/hall.h"

namespace linli::tests {

/// When something was begun or promised: how many changes the files had seen.
using Point = std::size_t;
inline constexpr Point kNever = SIZE_MAX;
inline constexpr Point kEnd = kNever - 1;  // everything that was ever promised counts

/// Where an item may stand, and whether it is there at all.
enum class Standing { stored, accepted, quarantined, set_aside, emptied };

/// The store was asked to let an item stand so, and said that it does.
struct Moved {
  Standing to{};
  Point begun = 0;
  Point done = kNever;
};

/// A matter that someone handed in, and every word that the store gave on it.
struct HandedIn {
  domain::Application application;  // as it was before it was handed in
  Point begun = 0;
  Point receipt = kNever;
  std::string number;
  std::vector<Moved> moves;  // in their order
  int part = 0;              // of it the store said, at part_sent, that it was sent
  Point part_sent = kNever;
  Point released = kNever;
  Point on_stick = kNever;     // the export said that it is on the stick, whole
  bool restored_away = false;  // a backup from before it was put in place of the store
};

/// A draft or a snapshot, as it was kept (or dropped, without a value) once.
struct Kept {
  bool draft = true;
  crypto::Digest name{};
  std::optional<Bytes> value;
  Point begun = 0;
  Point done = kNever;
};

/// A day close that the centre agreed to.
struct Closed {
  protocol::DayClose close;
  base::WallTime at{};
  Point begun = 0;
  Point done = kNever;
};

/// What the store was asked and what it promised: what a hall could hold it to.
struct Books {
  std::vector<HandedIn> items;
  std::vector<Kept> kept;
  std::vector<Closed> closes;
  Point behind_until = 0;  // staff have not yet begun a new incarnation
  /// Everything so far counts from the beginning.
  void settle();
};

/// A terminal's keys and an application, the same for all tests.
const Hall& hall();
offline_cache::StoreOptions options_in(const std::filesystem::path& folder);

/// Opens the store in `folder` and holds it to the books: every line says
/// something that does not hold at `point`. Hands everything in once more.
std::vector<std::string> broken_promises(const std::filesystem::path& folder, const Books& books,
                                         Point point, base::WallTime now);

/// What is wrong with the packages in `folder`, which is the stick too: every one is whole, and
/// what is said to be on the stick, by the export or by the store, is in one of them.
std::vector<std::string> flaws_on_stick(offline_cache::Store& store,
                                        const std::filesystem::path& folder, const Books& books,
                                        Point point);

/// What is wrong within the database, looked at without the store: the chain,
/// the digests, the acceptances, the mark.
std::vector<std::string> flaws_inside(const std::filesystem::path& folder);

}  // namespace linli::tests
