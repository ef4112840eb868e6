#include "centre/ledger/sqlite_ledger.h"

#include "centre/ledger/sqlite_schema.h"

namespace linli::centre {
namespace {

LedgerError ledger_error(const database::Error& error) {
  switch (error.kind) {
    case database::ErrorKind::full:
      return {LedgerFault::full, error.what};
    case database::ErrorKind::busy:
      return {LedgerFault::busy, "another process has the ledger open"};
    case database::ErrorKind::not_a_database:
      return {LedgerFault::damaged, error.what};
    case database::ErrorKind::io:
    case database::ErrorKind::constraint:
    case database::ErrorKind::other:
      return {LedgerFault::failed, error.what};
  }
  return {LedgerFault::failed, error.what};
}

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(const database::Statement& statement) : statement_(statement) {}
  std::int64_t integer(int column) const override { return statement_.integer(column); }
  std::string text(int column) const override { return statement_.text(column); }
  Bytes blob(int column) const override { return statement_.blob(column); }
  bool is_null(int column) const override { return statement_.is_null(column); }

 private:
  const database::Statement& statement_;
};

/// BEGIN IMMEDIATE keeps every other writer out: rows need no lock of their own.
class SqliteTransaction final : public Database {
 public:
  explicit SqliteTransaction(database::Database& database) : database_(database) {}

  LedgerResult<void> execute(std::string_view sql, std::span<const SqlValue> values,
                             const std::function<void(const Row&)>& read) override {
    auto statement = database_.prepare(sql);
    if (!statement) return unexpected(ledger_error(statement.error()));
    int position = 0;
    for (const SqlValue& value : values) {
      std::visit([&](auto v) { statement->bind(++position, v); }, value);
    }
    while (true) {
      const auto more = statement->step();
      if (!more) return unexpected(ledger_error(more.error()));
      if (!*more) return {};
      read(SqliteRow(*statement));
    }
  }
  std::string_view row_lock() const override { return {}; }

 private:
  database::Database& database_;
};

}  // namespace

LedgerResult<std::unique_ptr<SqliteLedger>> SqliteLedger::open(const std::filesystem::path& path) {
  auto opened = database::Database::open(path, {});
  if (!opened) return unexpected(ledger_error(opened.error()));
  const auto migrated = database::migrate(*opened, kSqliteSchema);
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

LedgerResult<void> SqliteLedger::in_transaction(const Work& work) {
  const std::lock_guard lock(mutex_);
  if (!database_) {
    auto opened = database::Database::open(path_, {});
    if (!opened) return unexpected(ledger_error(opened.error()));
    database_ = *std::move(opened);
  }
  const auto attempt = [&]() -> LedgerResult<void> {
    auto transaction = database::Transaction::begin(*database_);
    if (!transaction) return unexpected(ledger_error(transaction.error()));
    SqliteTransaction within(*database_);
    if (auto done = work(within); !done) return done;
    return transaction->commit().map_error(ledger_error);
  };
  auto done = attempt();
  if (!done && done.error().fault != LedgerFault::busy) database_.reset();
  return done;
}

}  // namespace linli::centre
