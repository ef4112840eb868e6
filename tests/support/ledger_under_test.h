#pragma once
#include <memory>
#include <string>

#include "centre/ledger/ledger.h"
#include "tests/support/postgres_server.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {

enum class LedgerKind { sqlite, postgres };

/// The database of a centre's ledger, of either kind, and its ledger as often as
/// it is opened. A test that asks for PostgreSQL is skipped where there is no
/// server.
class LedgerUnderTest {
 public:
  explicit LedgerUnderTest(LedgerKind kind);

  centre::LedgerResult<std::unique_ptr<centre::Ledger>> open() const;
  /// What a centre's DATA/ledger.toml has to hold for a ledger in this
  /// database; empty for SQLite.
  std::string settings() const;

  LedgerKind kind() const { return server_ ? LedgerKind::postgres : LedgerKind::sqlite; }
  std::filesystem::path file() const { return folder_ / "ledger.db"; }  // of SQLite
  PostgresServer& server() { return *server_; }                         // of PostgreSQL
  const std::string& connection() const { return connection_; }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<PostgresServer> server_;
  std::string connection_;
};

struct OnSqlite {
  static constexpr LedgerKind kind = LedgerKind::sqlite;
};
struct OnPostgres {
  static constexpr LedgerKind kind = LedgerKind::postgres;
};
}  // namespace linli::tests
