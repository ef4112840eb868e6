#pragma once
#include <memory>

#include "kiosk/database/database.h"

struct sqlite3_backup;

namespace linli::database {

/// Copies a database that stays in use, some pages at a time. What is written to it
/// meanwhile, through its own Database, is in the copy too. Must end before `from` does.
class Backup {
 public:
  /// `path` is made, encrypted with `key` (32 bytes); `from` must have been opened with it.
  static Expected<Backup, Error> begin(Database& from, const std::filesystem::path& path,
                                       const Bytes& key);

  /// Copies at most that many pages more; true: all are copied. Errors are final.
  Expected<bool, Error> step(int pages);

 private:
  struct Finish {
    void operator()(sqlite3_backup* backup) const;
  };
  explicit Backup(Database to) : to_(std::move(to)) {}

  Database to_;  // outlives backup_
  std::unique_ptr<sqlite3_backup, Finish> backup_;
};

}  // namespace linli::database
