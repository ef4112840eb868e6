#include "kiosk/database/backup.h"

#include <sqlcipher/sqlite3.h>

#include "kiosk/database/sqlite_error.h"

namespace linli::database {

void Backup::Finish::operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }

Expected<Backup, Error> Backup::begin(Database& from, const std::filesystem::path& path,
                                      const Bytes& key) {
  auto to = Database::open(path, {.key = key, .exclusive = true});
  if (!to) return unexpected(to.error());
  // A WAL would hold the whole copy a second time.
  if (auto done = to->execute("PRAGMA journal_mode = MEMORY"); !done) {
    return unexpected(done.error());
  }
  Backup backup(std::move(*to));
  backup.backup_.reset(sqlite3_backup_init(backup.to_.handle(), "main", from.handle(), "main"));
  if (!backup.backup_) {
    return unexpected(error_of(backup.to_.handle(), sqlite3_errcode(backup.to_.handle())));
  }
  return backup;
}

Expected<bool, Error> Backup::step(int pages) {
  const int code = sqlite3_backup_step(backup_.get(), pages);
  if (code == SQLITE_OK) return false;
  if (code == SQLITE_DONE) return true;
  return unexpected(error_of(to_.handle(), code));
}

}  // namespace linli::database
