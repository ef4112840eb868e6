#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "centre/ledger/postgres_connection.h"

namespace linli::centre {

/// At most so many connections to one database, each lent to one call at a time.
/// Safe from any thread.
class PostgresPool {
 public:
  PostgresPool(std::string connection, std::size_t most)
      : connection_(std::move(connection)), most_(most) {}

  struct GiveBack {
    PostgresPool* pool = nullptr;
    void operator()(PostgresConnection* connection) const { pool->give_back(connection); }
  };
  /// A lent connection: comes back by itself, and is closed where it broke.
  using Lent = std::unique_ptr<PostgresConnection, GiveBack>;

  /// An idle connection, or a new one while there are fewer than the most.
  /// Waits 5 s at most for one to come back, then it is `busy`.
  LedgerResult<Lent> take();
  /// Closes those that nobody uses: where one broke, the others did too.
  void close_idle();

 private:
  void give_back(PostgresConnection* connection);

  const std::string connection_;
  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable came_back_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_;
  std::size_t lent_ = 0;  // being opened, or with a call
};

}  // namespace linli::centre
