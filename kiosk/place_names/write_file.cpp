#include <string>
#include <system_error>

#include "kiosk/base/file.h"
#include "kiosk/database/query.h"
#include "kiosk/place_names/place_names.h"
#include "kiosk/place_names/schema.h"
#include "kiosk/reference/spelling.h"

namespace linli::place_names {
namespace {

using database::Database;
using database::Error;
using database::query::run;
using reference::PlaceName;
using Done = Expected<void, Error>;

std::vector<std::string> syllables(const std::string& name, const std::string& pinyin) {
  const auto known = reference::syllables_of(name, pinyin);
  return known ? *known : reference::usual_syllables_of(name);
}

/// `former` is 0 for the present name.
Done add_spelling(Database& database, const std::string& name, const std::string& pinyin,
                  std::int64_t place, std::int64_t former) {
  const auto keys = reference::search_keys(name, syllables(name, pinyin));
  return run(database,
             "INSERT INTO spelling (characters, letters, initials, place, former) "
             "VALUES (?, ?, ?, ?, ?)",
             keys.characters, keys.letters, keys.initials, place, former);
}

Done add_former(Database& database, const reference::FormerName& former, std::int64_t place,
                std::int64_t id) {
  auto done = run(database,
                  "INSERT INTO former_name (id, place, name, pinyin, years) VALUES (?, ?, ?, ?, ?)",
                  id, place, former.name, former.pinyin, former.years);
  if (!done) return done;
  return add_spelling(database, former.name, former.pinyin, place, id);
}

Done add_place(Database& database, const PlaceName& place, std::int64_t id,
               std::int64_t& last_former) {
  auto done = run(database,
                  "INSERT INTO place (id, name, kind, division, pinyin, meaning, origin, historic) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                  id, place.name, place.kind, place.division, place.pinyin, place.meaning,
                  place.origin, std::int64_t{place.state == reference::PlaceState::historic});
  if (done) done = add_spelling(database, place.name, place.pinyin, id, 0);
  for (const auto& former : place.former) {
    if (!done) return done;
    done = add_former(database, former, id, ++last_former);
  }
  return done;
}

Done fill(Database& database, const reference::PlaceNameList& list) {
  auto done = database.execute(kSchema);
  if (done) done = run(database, "INSERT INTO about (source) VALUES (?)", list.source);
  std::int64_t id = 0;
  std::int64_t last_former = 0;
  for (const PlaceName& place : list.names) {
    if (!done) return done;
    done = add_place(database, place, ++id, last_former);
  }
  if (done) done = database.execute("INSERT INTO spelling (spelling) VALUES ('optimize')");
  if (done) done = database.execute("PRAGMA user_version = " + std::to_string(kForm));
  return done;
}

Done write(const reference::PlaceNameList& list, const std::filesystem::path& file) {
  auto database = Database::open(file, {});
  if (!database) return unexpected(database.error());
  {
    auto transaction = database::Transaction::begin(*database);
    if (!transaction) return unexpected(transaction.error());
    if (auto filled = fill(*database, list); !filled) return filled;
    if (auto stored = transaction->commit(); !stored) return stored;
  }
  // One file without a log beside it: it may lie where nothing can be written.
  return database->execute("PRAGMA journal_mode = DELETE");
}

Error error_of(const std::error_code& code) {
  return {
      code == std::errc::no_space_on_device ? database::ErrorKind::full : database::ErrorKind::io,
      0, code.message()};
}

}  // namespace

Done write_file(const reference::PlaceNameList& list, const std::filesystem::path& file) {
  const std::filesystem::path unfinished = file.string() + ".unfinished";
  std::error_code error;
  std::filesystem::remove(unfinished, error);
  auto written = write(list, unfinished);
  if (written) {
    error = base::sync_file(unfinished);
    if (!error) std::filesystem::rename(unfinished, file, error);
    if (error) written = unexpected(error_of(error));
  }
  if (!written) {
    for (const char* tail : {"", "-wal", "-shm"}) {
      std::filesystem::remove(unfinished.string() + tail, error);
    }
  }
  return written;
}

}  // namespace linli::place_names
