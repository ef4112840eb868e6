#include "centre/ledger/postgres_ledger.h"

#include "centre/ledger/postgres_schema.h"

namespace linli::centre {
namespace {

constexpr int kMostAttempts = 5;

/// Any number that this program alone uses: "linli" in ASCII.
constexpr std::int64_t kMigrationLock = 0x6c696e6c69;

std::int64_t read_number(const Row& row) { return row.integer(0); }

/// The version of the tables, 0 before there are any.
LedgerResult<std::int64_t> stored_version(Database& database) {
  auto made =
      query::run(database, "CREATE TABLE IF NOT EXISTS ledger_version (version bigint NOT NULL)");
  if (!made) return unexpected(made.error());
  const auto version = query::row(database, read_number, "SELECT version FROM ledger_version");
  if (!version) return unexpected(version.error());
  if (*version) return **version;
  return query::run(database, "INSERT INTO ledger_version VALUES (0)").map([] {
    return std::int64_t{0};
  });
}

/// Within a transaction that others who start at the same time wait for.
LedgerResult<void> migrate(PostgresConnection& connection) {
  auto alone = query::run(connection, "SELECT pg_advisory_xact_lock(?)", kMigrationLock);
  if (!alone) return alone;
  const auto version = stored_version(connection);
  if (!version) return unexpected(version.error());
  const auto latest = static_cast<std::int64_t>(kPostgresSchema.size());
  if (*version > latest) {
    return unexpected(
        LedgerError{LedgerFault::from_the_future, "the ledger was written by a later version"});
  }
  for (auto script = *version; script < latest; ++script) {
    auto done = connection.run_script(kPostgresSchema.at(static_cast<std::size_t>(script)));
    if (!done) return done;
  }
  return query::run(connection, "UPDATE ledger_version SET version = ?", latest);
}

}  // namespace

LedgerResult<std::unique_ptr<PostgresLedger>> PostgresLedger::open(const std::string& connection) {
  std::unique_ptr<PostgresLedger> ledger(new PostgresLedger(connection));
  auto first = ledger->pool_.take();
  if (!first) return unexpected(first.error());
  PostgresConnection& database = **first;
  auto migrated = database.transact([&](Database&) { return migrate(database); });
  if (!migrated) return unexpected(migrated.error());
  return ledger;
}

LedgerResult<void> PostgresLedger::in_transaction(const Work& work) {
  for (int attempt = 1;; ++attempt) {
    auto connection = pool_.take();
    if (!connection) return unexpected(connection.error());
    auto done = (*connection)->transact(work);
    if (done) return done;
    const Aftermath aftermath = (*connection)->aftermath();
    if (aftermath == Aftermath::lost) pool_.close_idle();
    const bool settled = aftermath == Aftermath::over || done.error().fault == LedgerFault::unknown;
    if (settled || attempt == kMostAttempts) return done;
  }
}

}  // namespace linli::centre
