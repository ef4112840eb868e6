#include "tests/support/ledger_under_test.h"

#include <catch2/catch_test_macros.hpp>

#include "centre/ledger/postgres_ledger.h"
#include "centre/ledger/sqlite_ledger.h"

namespace linli::tests {

LedgerUnderTest::LedgerUnderTest(LedgerKind kind) {
  if (kind == LedgerKind::sqlite) return;
  if (const auto missing = PostgresServer::missing(); !missing.empty()) SKIP(missing);
  server_ = std::make_unique<PostgresServer>();
  connection_ = server_->create_database();
}

centre::LedgerResult<std::unique_ptr<centre::Ledger>> LedgerUnderTest::open() const {
  const auto as_ledger = [](auto opened) {
    return std::unique_ptr<centre::Ledger>(std::move(opened));
  };
  if (server_) return centre::PostgresLedger::open(connection_).map(as_ledger);
  return centre::SqliteLedger::open(file()).map(as_ledger);
}

std::string LedgerUnderTest::settings() const {
  return server_ ? "postgresql = \"" + connection_ + "\"\n" : std::string();
}

}  // namespace linli::tests
