#include "centre/ledger/postgres_pool.h"

#include <utility>

namespace linli::centre {
namespace {

constexpr std::chrono::seconds kPatience{5};

}  // namespace

LedgerResult<PostgresPool::Lent> PostgresPool::take() {
  {
    std::unique_lock lock(mutex_);
    if (!came_back_.wait_for(lock, kPatience, [this] { return lent_ < most_; })) {
      return unexpected(
          LedgerError{LedgerFault::busy, "all connections to the database are in use"});
    }
    ++lent_;
    if (!idle_.empty()) {
      Lent lent(idle_.back().release(), GiveBack{this});
      idle_.pop_back();
      return lent;
    }
  }
  auto opened = PostgresConnection::open(connection_);
  if (opened) return Lent(opened->release(), GiveBack{this});
  give_back(nullptr);
  return unexpected(opened.error());
}

void PostgresPool::give_back(PostgresConnection* connection) {
  std::unique_ptr<PostgresConnection> whole(connection);
  if (whole && whole->aftermath() == Aftermath::lost) whole.reset();
  {
    const std::lock_guard lock(mutex_);
    --lent_;
    if (whole) idle_.push_back(std::move(whole));
  }
  came_back_.notify_one();
}

void PostgresPool::close_idle() {
  std::vector<std::unique_ptr<PostgresConnection>> closed;
  const std::lock_guard lock(mutex_);
  closed.swap(idle_);
}

}  // namespace linli::centre
