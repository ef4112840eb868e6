#pragma once
#include <map>
#include <string>
#include <vector>

#include "tests/faults/file_calls.h"

namespace linli::tests {

/// How a machine stops.
struct Cut {
  enum class Kept {
    all,      // the process is killed: what it wrote is in the page cache, and stays
    synced,   // the power goes: nothing but what was synced
    some,     // the power goes: of what was not synced, each write or not
    sectors,  // the power goes: of what was not synced, each sector of 512 bytes or not
  };
  std::string_view name;
  Kept kept{};
  unsigned seed = 0;
};

inline constexpr Cut kCuts[] = {
    {"kill", Cut::Kept::all},
    {"only what was synced", Cut::Kept::synced},
    {"some writes", Cut::Kept::some, 1},
    {"some writes", Cut::Kept::some, 2},
    {"some sectors", Cut::Kept::sectors, 3},
    {"some sectors", Cut::Kept::sectors, 4},
};

/// A disk with its page cache, as strict as POSIX allows: a write or a new size
/// is safe only after a sync of that file, a name only after a sync of the
/// folder; until then any of them may be there or not, in any order. What a
/// failed sync was to bring to the disk never gets there (as on Linux).
class DiskModel {
 public:
  explicit DiskModel(const Image& before);

  void apply(const Change& change);  // must outlive the model
  /// What is found after the machine stops now. `point` goes into the seed.
  Image after(const Cut& cut, std::size_t point) const;

 private:
  struct File {
    std::string cached;
    std::string durable;
    std::vector<const Change*> unsynced;
  };
  using Names = std::map<std::string, int>;

  std::vector<File> files_;
  Names cached_names_;
  Names durable_names_;
  std::vector<const Change*> unsynced_names_;
};

}  // namespace linli::tests
