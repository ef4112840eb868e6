#include "tests/centre/ledger/postgres_relay.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstring>
#include <string_view>

namespace linli::centre::tests {
namespace {

constexpr const char* kSocket = ".s.PGSQL.5432";
/// The statement alone, with the end of its message: READ COMMITTED is another.
constexpr std::string_view kCommit("COMMIT\0", 7);

sockaddr_un address_of(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  return address;
}

base::Descriptor open_socket() { return base::Descriptor(::socket(AF_UNIX, SOCK_STREAM, 0)); }

/// Bytes of `from`, as many as came; none at its end.
std::string_view receive(int from, std::array<char, 65536>& block) {
  const ssize_t count = ::recv(from, block.data(), block.size(), 0);
  return {block.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
}

bool send_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

PostgresRelay::PostgresRelay(const std::filesystem::path& server_folder)
    : server_(server_folder / kSocket), listener_(open_socket()), stopped_(::eventfd(0, 0)) {
  const auto address = address_of(folder_ / kSocket);
  if (::bind(listener_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener_.get(), 16) != 0) {
    std::abort();
  }
  acceptor_ = std::jthread([this] { accept_connections(); });
}

PostgresRelay::~PostgresRelay() {
  ::eventfd_write(stopped_.get(), 1);
  acceptor_.join();
  connections_.clear();
}

void PostgresRelay::accept_connections() {
  const auto address = address_of(server_);
  while (true) {
    std::array<pollfd, 2> wait{{{listener_.get(), POLLIN, 0}, {stopped_.get(), POLLIN, 0}}};
    ::poll(wait.data(), wait.size(), -1);
    if (wait[1].revents != 0) return;
    base::Descriptor client(::accept(listener_.get(), nullptr, nullptr));
    base::Descriptor server = open_socket();
    if (::connect(server.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      continue;
    }
    connections_.emplace_back([this, client = std::move(client), server = std::move(server)] {
      carry(client.get(), server.get());
    });
  }
}

void PostgresRelay::carry(int client, int server) {
  std::array<char, 65536> block{};
  while (true) {
    std::array<pollfd, 3> wait{
        {{client, POLLIN, 0}, {server, POLLIN, 0}, {stopped_.get(), POLLIN, 0}}};
    ::poll(wait.data(), wait.size(), -1);
    if (wait[2].revents != 0) return;
    const bool from_client = wait[0].revents != 0;
    const auto bytes = receive(from_client ? client : server, block);
    if (bytes.empty()) return;
    const bool commits = from_client && bytes.find(kCommit) != std::string_view::npos;
    const Cut cut = commits ? cut_.exchange(Cut::none) : Cut::none;
    if (cut == Cut::before_commit) return;
    if (!send_all(from_client ? server : client, bytes)) return;
    if (cut == Cut::before_answer) {
      (void)receive(server, block);
      return;
    }
  }
}

}  // namespace linli::centre::tests
