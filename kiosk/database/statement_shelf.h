#pragma once
#include <cstddef>
#include <string_view>
#include <unordered_map>

struct sqlite3_stmt;

namespace linli::database {

/// Prepared statements of one database that nobody uses at the moment, by their text.
class StatementShelf {
 public:
  StatementShelf() = default;
  StatementShelf(const StatementShelf&) = delete;
  StatementShelf& operator=(const StatementShelf&) = delete;
  ~StatementShelf() { close(); }

  /// Null: there is none of this text.
  sqlite3_stmt* take(std::string_view sql);
  /// Resets it and forgets its values; finalised where it can't be kept.
  void put(sqlite3_stmt* statement);
  /// Keeps nothing any more: the database is about to close.
  void close();

 private:
  static constexpr std::size_t kMost = 256;  // more texts than all modules have

  std::unordered_map<std::string_view, sqlite3_stmt*> idle_;  // the statements own their texts
  bool open_ = true;
};

}  // namespace linli::database
