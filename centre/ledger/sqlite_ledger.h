#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "centre/ledger/sql_ledger.h"
#include "kiosk/database/database.h"

namespace linli::centre {

/// The ledger in one SQLite file, for one process at a time: it is locked
/// exclusively while it is open. Calls queue up behind a mutex, because one
/// connection is enough for a centre of this size and WAL needs no second one.
/// After a failure the connection is closed and the next call opens the file
/// anew: an fsync that failed must never be tried again on the same one.
class SqliteLedger final : public SqlLedger {
 public:
  /// Opens or creates, and migrates. `busy` after two seconds of another's lock.
  static LedgerResult<std::unique_ptr<SqliteLedger>> open(const std::filesystem::path& path);

 private:
  SqliteLedger(std::filesystem::path path, database::Database database)
      : path_(std::move(path)), database_(std::move(database)) {}

  LedgerResult<void> in_transaction(const Work& work) override;

  const std::filesystem::path path_;
  std::mutex mutex_;
  std::optional<database::Database> database_;  // empty after a failure
};

}  // namespace linli::centre
