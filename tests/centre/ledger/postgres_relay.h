#pragma once
#include <atomic>
#include <filesystem>
#include <list>
#include <thread>

#include "kiosk/base/descriptor.h"
#include "tests/support/temporary_folder.h"

namespace linli::centre::tests {

/// Stands between a client and a PostgreSQL server's Unix socket, and cuts the
/// connection once at its COMMIT.
class PostgresRelay {
 public:
  enum class Cut {
    none,
    before_commit,  // the server never hears it
    before_answer,  // the server has committed, the client never hears it
  };

  explicit PostgresRelay(const std::filesystem::path& server_folder);
  ~PostgresRelay();

  const std::filesystem::path& socket_folder() const { return folder_.path(); }
  void cut_next(Cut cut) { cut_ = cut; }

 private:
  void accept_connections();
  void carry(int client, int server);

  linli::tests::TemporaryFolder folder_;
  std::filesystem::path server_;
  base::Descriptor listener_;
  base::Descriptor stopped_;  // readable when all has to end
  std::atomic<Cut> cut_ = Cut::none;
  std::list<std::jthread> connections_;
  std::jthread acceptor_;
};

}  // namespace linli::centre::tests
