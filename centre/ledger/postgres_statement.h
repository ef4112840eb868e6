#pragma once
#include <array>
#include <string>
#include <vector>

#include "centre/ledger/query.h"

struct pg_result;

namespace linli::centre {

/// The placeholders ? and ?N as PostgreSQL writes them: $N. A ledger's
/// statements have a question mark for nothing else.
std::string postgres_sql(std::string_view statement);

/// Values in PostgreSQL's binary form, as libpq takes them. Texts and blobs are
/// not copied.
class PostgresParameters {
 public:
  explicit PostgresParameters(std::span<const SqlValue> values);

  int count() const { return static_cast<int>(values_.size()); }
  const unsigned* types() const { return types_.data(); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void add(unsigned type, std::span<const char> bytes);

  std::vector<std::array<char, 8>> integers_;
  std::vector<unsigned> types_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

/// A row of a result in binary form, which has to outlive it.
class PostgresRow final : public Row {
 public:
  PostgresRow(const pg_result* result, int row) : result_(result), row_(row) {}
  std::int64_t integer(int column) const override;
  std::string text(int column) const override;
  Bytes blob(int column) const override;
  bool is_null(int column) const override;

 private:
  ByteView value(int column) const;

  const pg_result* result_;
  int row_;
};

}  // namespace linli::centre
