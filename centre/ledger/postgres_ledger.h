#pragma once
#include <memory>
#include <string>
#include <utility>

#include "centre/ledger/postgres_pool.h"
#include "centre/ledger/sql_ledger.h"

namespace linli::centre {

/// The ledger in a PostgreSQL database (15 or later). Several threads, and
/// several processes, may work on one database: a terminal's row is locked while
/// its chain or its parts change, other terminals go on. A transaction that
/// another one got in the way of, or whose connection broke before the commit,
/// runs again, a few times at most; after the server was away the next call
/// connects anew.
class PostgresLedger final : public SqlLedger {
 public:
  /// `connection` as libpq reads it: "host=/run/postgresql dbname=linli", or a
  /// URI. Makes and migrates the tables; processes that start at once wait for
  /// each other.
  static LedgerResult<std::unique_ptr<PostgresLedger>> open(const std::string& connection);

 private:
  explicit PostgresLedger(const std::string& connection) : pool_(connection, kMostConnections) {}

  LedgerResult<void> in_transaction(const Work& work) override;

  /// Half of the requests that the server answers at a time: most of a request
  /// is spent elsewhere.
  static constexpr std::size_t kMostConnections = 8;

  PostgresPool pool_;
};

}  // namespace linli::centre
