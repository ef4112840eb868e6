#pragma once
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/uuid.h"
#include "kiosk/database/database.h"

/// Statements with all their values in one call, rows as values. Times are
/// milliseconds since 1970, ids and digests blobs.
namespace linli::database::query {

template <class T>
using Result = Expected<T, Error>;

inline void bind_value(Statement& s, int at, std::int64_t value) { s.bind(at, value); }
inline void bind_value(Statement& s, int at, std::string_view value) { s.bind(at, value); }
inline void bind_value(Statement& s, int at, ByteView value) { s.bind(at, value); }
inline void bind_value(Statement& s, int at, const base::Uuid& id) {
  s.bind(at, ByteView(id.bytes));
}
inline void bind_value(Statement& s, int at, base::WallTime time) {
  s.bind(at, time.time_since_epoch().count());
}

template <class... Values>
Result<Statement> prepare(Database& database, std::string_view sql, const Values&... values) {
  auto statement = database.prepare(sql);
  if (statement) {
    int position = 0;
    (bind_value(*statement, ++position, values), ...);
  }
  return statement;
}

/// For statements without rows.
template <class... Values>
Result<void> run(Database& database, std::string_view sql, const Values&... values) {
  auto statement = prepare(database, sql, values...);
  if (!statement) return unexpected(statement.error());
  return statement->run();
}

/// Every row as `read` makes it.
template <class Read, class... Values>
auto rows(Database& database, Read read, std::string_view sql, const Values&... values)
    -> Result<std::vector<decltype(read(std::declval<const Statement&>()))>> {
  auto statement = prepare(database, sql, values...);
  if (!statement) return unexpected(statement.error());
  std::vector<decltype(read(std::declval<const Statement&>()))> all;
  while (true) {
    const auto more = statement->step();
    if (!more) return unexpected(more.error());
    if (!*more) return all;
    all.push_back(read(std::as_const(*statement)));
  }
}

/// The first row, if there is one.
template <class Read, class... Values>
auto row(Database& database, Read read, std::string_view sql, const Values&... values)
    -> Result<std::optional<decltype(read(std::declval<const Statement&>()))>> {
  auto all = rows(database, read, sql, values...);
  if (!all) return unexpected(all.error());
  if (all->empty()) return std::nullopt;
  return std::move(all->front());
}

/// These read any row that has a Statement's columns: integer(), blob().
template <class Row>
base::WallTime time(const Row& s, int column) {
  return base::WallTime{std::chrono::milliseconds{s.integer(column)}};
}

template <class Row>
base::Uuid uuid(const Row& s, int column) {
  base::Uuid id;
  const Bytes bytes = s.blob(column);
  std::copy_n(bytes.begin(), std::min(bytes.size(), id.bytes.size()), id.bytes.begin());
  return id;
}

/// Digests, keys and signatures; the schema checks their length.
template <class Array, class Row>
Array array(const Row& s, int column) {
  Array out{};
  const Bytes bytes = s.blob(column);
  std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
  return out;
}

}  // namespace linli::database::query
