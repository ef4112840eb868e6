#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "centre/ledger/postgres_fault.h"
#include "centre/ledger/query.h"

struct pg_conn;
struct pg_result;

namespace linli::centre {

/// Whether libpq's text of a connection, or its URI, has a password in it.
bool holds_password(const std::string& connection);

/// One session with a PostgreSQL server: a thin layer over libpq. Belongs to one
/// thread at a time. Every wait ends: connecting after 5 s, waiting for a lock
/// after 5 s, a statement after a minute, a server that says nothing after 70 s.
class PostgresConnection final : public Database {
 public:
  using Work = std::function<LedgerResult<void>(Database&)>;

  /// `connection` is libpq's text of names and values, or its URI. Refuses a
  /// server that confirms what it has not made durable (fsync, full_page_writes
  /// off).
  static LedgerResult<std::unique_ptr<PostgresConnection>> open(const std::string& connection);
  ~PostgresConnection() override;

  /// BEGIN, `work`, COMMIT; ROLLBACK if the work fails. `unknown` if the
  /// connection broke while the server committed.
  LedgerResult<void> transact(const Work& work);
  /// How the last transaction that failed did. `lost` tells that this
  /// connection is of no more use.
  Aftermath aftermath() const { return aftermath_; }

  LedgerResult<void> execute(std::string_view statement, std::span<const SqlValue> values,
                             const std::function<void(const Row&)>& read) override;
  /// Lets rows that others refer to (foreign keys) be referred to all the same.
  std::string_view row_lock() const override { return " FOR NO KEY UPDATE"; }
  /// Several statements without values and rows.
  LedgerResult<void> run_script(std::string_view script);

 private:
  struct FinishConnection {
    void operator()(pg_conn* connection) const;
  };
  struct ClearResult {
    void operator()(pg_result* result) const;
  };
  using Result = std::unique_ptr<pg_result, ClearResult>;
  using Deadline = std::chrono::steady_clock::time_point;

  explicit PostgresConnection(pg_conn* connection) : connection_(connection) {}

  LedgerResult<void> set_up();
  LedgerResult<void> require_durable();
  LedgerResult<void> commit();
  LedgerResult<Result> answer(bool sent);
  bool exchange(Deadline deadline);
  bool wait(bool until_writable, Deadline deadline);
  LedgerError note(const pg_result* result);

  std::unique_ptr<pg_conn, FinishConnection> connection_;
  Aftermath aftermath_ = Aftermath::over;
};

}  // namespace linli::centre
