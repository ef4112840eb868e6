#pragma once
#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "centre/ledger/ledger.h"
#include "kiosk/database/query.h"

namespace linli::centre {

/// A value for a placeholder. What it views has to live as long as the call.
using SqlValue = std::variant<std::int64_t, std::string_view, ByteView>;

/// One row of an answer. Columns count from 0.
class Row {
 public:
  virtual ~Row() = default;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string text(int column) const = 0;
  virtual Bytes blob(int column) const = 0;
  virtual bool is_null(int column) const = 0;
};

/// The database within one running transaction. Statements are SQL that SQLite
/// and PostgreSQL both understand, with the placeholders ? or ?1, ?2, …; values
/// are always bound. Belongs to one thread.
class Database {
 public:
  virtual ~Database() = default;
  /// Runs one statement and hands every row to `read`.
  virtual LedgerResult<void> execute(std::string_view statement, std::span<const SqlValue> values,
                                     const std::function<void(const Row&)>& read) = 0;
  /// How a SELECT ends that keeps others from changing or locking its rows until
  /// this transaction ends. Empty where transactions run one after the other.
  virtual std::string_view row_lock() const = 0;
};

/// Statements with all their values in one call, rows as values. Times are
/// milliseconds since 1970, ids and digests blobs.
namespace query {

using database::query::array;
using database::query::time;
using database::query::uuid;

template <class T>
using Result = LedgerResult<T>;

inline SqlValue value_of(std::int64_t value) { return value; }
inline SqlValue value_of(std::string_view value) { return value; }
inline SqlValue value_of(ByteView value) { return value; }
inline SqlValue value_of(const base::Uuid& id) { return ByteView(id.bytes); }
inline SqlValue value_of(base::WallTime time) {
  return std::int64_t{time.time_since_epoch().count()};
}

/// For statements without rows.
template <class... Values>
Result<void> run(Database& database, std::string_view sql, const Values&... values) {
  const std::array<SqlValue, sizeof...(Values)> bound{value_of(values)...};
  return database.execute(sql, bound, [](const Row&) {});
}

/// Every row as `read` makes it.
template <class Read, class... Values>
auto rows(Database& database, Read read, std::string_view sql, const Values&... values)
    -> Result<std::vector<decltype(read(std::declval<const Row&>()))>> {
  const std::array<SqlValue, sizeof...(Values)> bound{value_of(values)...};
  std::vector<decltype(read(std::declval<const Row&>()))> all;
  const auto done = database.execute(sql, bound, [&](const Row& row) { all.push_back(read(row)); });
  if (!done) return unexpected(done.error());
  return all;
}

/// The first row, if there is one.
template <class Read, class... Values>
auto row(Database& database, Read read, std::string_view sql, const Values&... values)
    -> Result<std::optional<decltype(read(std::declval<const Row&>()))>> {
  auto all = rows(database, read, sql, values...);
  if (!all) return unexpected(all.error());
  if (all->empty()) return std::nullopt;
  return std::move(all->front());
}

/// The same, and nobody else changes or locks that row until the transaction
/// ends. A row that another transaction has is waited for.
template <class Read, class... Values>
auto locked_row(Database& database, Read read, std::string_view sql, const Values&... values) {
  return row(database, read, std::string(sql).append(database.row_lock()), values...);
}

/// Whether the SELECT finds a row.
template <class... Values>
Result<bool> exists(Database& database, std::string_view sql, const Values&... values) {
  return rows(
             database, [](const Row&) { return true; }, sql, values...)
      .map([](const auto& all) { return !all.empty(); });
}

}  // namespace query
}  // namespace linli::centre
