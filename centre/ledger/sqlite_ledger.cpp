#include "centre/ledger/sqlite_ledger.h"

#include "centre/ledger/schema.h"

namespace linli::centre {

LedgerError ledger_error(const database::Error& error) {
  switch (error.kind) {
    case database::ErrorKind::full:
      return {LedgerFault::full, error.what};
    case database::ErrorKind::busy:
      return {LedgerFault::busy, error.what};
    case database::ErrorKind::not_a_database:
      return {LedgerFault::damaged, error.what};
    case database::ErrorKind::io:
    case database::ErrorKind::constraint:
    case database::ErrorKind::other:
      return {LedgerFault::failed, error.what};
  }
  return {LedgerFault::failed, error.what};
}

LedgerResult<std::unique_ptr<SqliteLedger>> SqliteLedger::open(const std::filesystem::path& path) {
  auto opened = database::Database::open(path, {});
  if (!opened) return unexpected(ledger_error(opened.error()));
  const auto migrated = database::migrate(*opened, kLedgerSchema);
  if (!migrated) return unexpected(ledger_error(migrated.error()));
  switch (*migrated) {
    case database::MigrationOutcome::up_to_date:
      return std::unique_ptr<SqliteLedger>(new SqliteLedger(path, *std::move(opened)));
    case database::MigrationOutcome::from_the_future:
      return unexpected(
          LedgerError{LedgerFault::from_the_future, "the ledger was written by a later version"});
  }
  return unexpected(LedgerError{LedgerFault::failed, {}});
}

}  // namespace linli::centre
