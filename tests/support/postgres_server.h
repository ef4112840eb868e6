#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {

/// A PostgreSQL server of its own for one test: Debian's, in a temporary folder,
/// as an unprivileged user, on a Unix socket only, with fsync. It dies with the
/// test.
class PostgresServer {
 public:
  /// Why this machine can't run one; empty if it can. For SKIP.
  static std::string missing();

  /// `settings`: more of postgresql.conf, as "fsync=off".
  explicit PostgresServer(std::vector<std::string> settings = {});
  ~PostgresServer();

  /// Makes an empty database and answers how libpq reaches it.
  std::string create_database();
  /// The same database, through the socket in another folder.
  std::string reached_through(const std::filesystem::path& folder,
                              const std::string& connection) const;
  /// Runs SQL with psql and answers what it prints: rows, columns parted by "|".
  std::string sql(const std::string& connection, const std::string& statements) const;

  /// Kills every process of the server at once, as a power cut would.
  void kill();
  /// Ends it in order, but at once.
  void stop();
  /// Starts it again, after kill() through its recovery.
  void start();

  const std::filesystem::path& socket_folder() const { return folder_.path(); }

 private:
  std::vector<std::string> settings_;
  TemporaryFolder folder_;
  std::optional<ChildProcess> server_;
  int databases_ = 0;
};

}  // namespace linli::tests
