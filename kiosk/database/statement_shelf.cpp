#include "kiosk/database/statement_shelf.h"

#include <sqlcipher/sqlite3.h>

namespace linli::database {

sqlite3_stmt* StatementShelf::take(std::string_view sql) {
  const auto found = idle_.find(sql);
  if (found == idle_.end()) return nullptr;
  sqlite3_stmt* const statement = found->second;
  idle_.erase(found);
  return statement;
}

void StatementShelf::put(sqlite3_stmt* statement) {
  if (statement == nullptr) return;
  sqlite3_reset(statement);  // a statement in the middle of its rows would keep a snapshot
  sqlite3_clear_bindings(statement);
  const bool kept =
      open_ && idle_.size() < kMost && idle_.emplace(sqlite3_sql(statement), statement).second;
  if (!kept) sqlite3_finalize(statement);
}

void StatementShelf::close() {
  open_ = false;
  for (const auto& [text, statement] : idle_) sqlite3_finalize(statement);
  idle_.clear();
}

}  // namespace linli::database
