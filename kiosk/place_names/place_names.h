#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/base/expected.h"
#include "kiosk/database/database.h"
#include "kiosk/reference/place_name.h"

/// The place names of a division in a file that is searched fast (SQLite FTS5).
namespace linli::place_names {

/// Makes the file anew: an earlier one is replaced whole, or stays as it is after an error. A
/// kiosk that has the earlier one open goes on with that until it starts again.
Expected<void, database::Error> write_file(const reference::PlaceNameList& list,
                                           const std::filesystem::path& file);

/// Belongs to one thread. Reads the disk.
class PlaceNames {
 public:
  /// Also refuses a file that another release made in another form.
  static Expected<PlaceNames, database::Error> open(const std::filesystem::path& file);

  /// By part of the name, by pinyin or by first letters, of the present name or a former one. The
  /// best first: whole names, then those that begin so, then the rest; shorter before longer. Each
  /// place once. Nothing for a text without a character or letter. `first` counts from 0, `count`
  /// is at most 100.
  Expected<reference::FoundPlaces, database::Error> find(std::string_view text, int first,
                                                         int count);

  /// Who says so, and as of when.
  Expected<std::string, database::Error> source();

 private:
  explicit PlaceNames(database::Database database) : database_(std::move(database)) {}

  database::Database database_;
};

}  // namespace linli::place_names
