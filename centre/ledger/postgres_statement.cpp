#include "centre/ledger/postgres_statement.h"

#include <libpq-fe.h>

#include <cctype>

namespace linli::centre {
namespace {

/// Rows of PostgreSQL's table pg_type. A text's type is left to the server, which knows the column.
constexpr unsigned kBytea = 17;
constexpr unsigned kBigint = 20;
constexpr unsigned kServerDecides = 0;

/// Network byte order.
std::array<char, 8> big_endian(std::int64_t value) {
  std::array<char, 8> bytes{};
  auto left = static_cast<std::uint64_t>(value);
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, left >>= 8) {
    *byte = static_cast<char>(left & 0xff);
  }
  return bytes;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string postgres_sql(std::string_view statement) {
  std::string sql;
  int next = 1;
  for (std::size_t at = 0; at < statement.size(); ++at) {
    if (statement[at] != '?') {
      sql += statement[at];
      continue;
    }
    sql += '$';
    const bool numbered = at + 1 < statement.size() && is_digit(statement[at + 1]);
    if (!numbered) sql += std::to_string(next++);
  }
  return sql;
}

PostgresParameters::PostgresParameters(std::span<const SqlValue> values) {
  integers_.reserve(values.size());  // what is added must not move
  for (const SqlValue& value : values) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      add(kBigint, integers_.emplace_back(big_endian(*integer)));
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      add(kServerDecides, *text);
    } else {
      const auto blob = text_of(std::get<ByteView>(value));
      add(kBytea, blob);
    }
  }
}

void PostgresParameters::add(unsigned type, std::span<const char> bytes) {
  types_.push_back(type);
  // A null pointer would be NULL; an empty text is a text.
  values_.push_back(bytes.data() != nullptr ? bytes.data() : "");
  lengths_.push_back(static_cast<int>(bytes.size()));
  formats_.push_back(1);
}

ByteView PostgresRow::value(int column) const {
  return bytes_of({PQgetvalue(result_, row_, column),
                   static_cast<std::size_t>(PQgetlength(result_, row_, column))});
}

std::int64_t PostgresRow::integer(int column) const {
  const ByteView bytes = value(column);
  // A smallint, integer or bigint: two's complement in as many bytes as it has.
  const bool negative = !bytes.empty() && (bytes.front() & 0x80) != 0;
  std::uint64_t number = negative ? ~std::uint64_t{0} : 0;
  for (const std::uint8_t byte : bytes) number = number << 8 | byte;
  return static_cast<std::int64_t>(number);
}

std::string PostgresRow::text(int column) const { return std::string(text_of(value(column))); }

Bytes PostgresRow::blob(int column) const {
  const ByteView bytes = value(column);
  return Bytes(bytes.begin(), bytes.end());
}

bool PostgresRow::is_null(int column) const { return PQgetisnull(result_, row_, column) != 0; }

}  // namespace linli::centre
