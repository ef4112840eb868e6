#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/expected.h"

struct sqlite3;
struct sqlite3_stmt;

/// A thin layer over SQLite's C API (SQLCipher; without a key it is plain
/// SQLite): ownership, typed binding, errors as values. One Database belongs to
/// one thread.
namespace linli::database {

enum class ErrorKind {
  full,            // no space (SQLITE_FULL, or ENOSPC under an I/O error)
  io,              // the disk failed
  not_a_database,  // damaged, or another key
  constraint,
  busy,  // another process has it
  other,
};

struct Error {
  ErrorKind kind{};
  int code = 0;      // SQLite's extended result code
  std::string what;  // SQLite's message; statements never contain values
};

class StatementShelf;  // statement_shelf.h

/// Goes back to its database's shelf in the end, so that the same text needs no
/// second preparation; the values bound to it are forgotten there.
class Statement {
 public:
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;
  ~Statement();

  /// Positions count from 1.
  Statement& bind(int position, std::int64_t value);
  Statement& bind(int position, std::string_view text);
  Statement& bind(int position, ByteView blob);
  Statement& bind_null(int position);

  /// True: a row is there. False: done. Also tells that there was no memory for
  /// what was bound, or for what was read from the row before.
  Expected<bool, Error> step();
  /// step() until done, then reset; for statements without rows.
  Expected<void, Error> run();
  void reset();

  /// Columns count from 0. Views live until the next step.
  std::int64_t integer(int column) const;
  std::string text(int column) const;
  Bytes blob(int column) const;
  bool is_null(int column) const;

 private:
  friend class Database;
  Statement(sqlite3_stmt* handle, std::shared_ptr<StatementShelf> shelf)
      : handle_(handle), shelf_(std::move(shelf)) {}
  void note_bound(int code);
  void note_read(const void* data) const;

  sqlite3_stmt* handle_;
  std::shared_ptr<StatementShelf> shelf_;
  mutable bool short_of_memory_ = false;
};

struct OpenOptions {
  std::optional<Bytes> key;                      // 32 bytes for SQLCipher, empty for plain SQLite
  bool exclusive = true;                         // no other process may open it (locking_mode)
  std::chrono::milliseconds busy_timeout{2000};  // how long another process is waited for
};

class Database {
 public:
  /// Opens or creates with WAL, synchronous=FULL, foreign keys, secure_delete,
  /// trusted_schema off; proves that the key fits by reading the schema.
  static Expected<Database, Error> open(const std::filesystem::path& path,
                                        const OpenOptions& options);
  /// A file without a key that nobody writes to, which may lie where nothing can be written:
  /// reference data. It must not be changed in place while it is open; replace the file.
  static Expected<Database, Error> open_unchanging(const std::filesystem::path& path);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  /// One statement. Statements are kept prepared for the next time: put values in
  /// by binding, never into the text.
  Expected<Statement, Error> prepare(std::string_view sql);
  /// Runs SQL without parameters and results; several statements allowed.
  Expected<void, Error> execute(std::string_view sql);
  std::int64_t changes() const;
  std::int64_t user_version();
  /// The raw handle, for what this layer does not wrap (backup, limits).
  sqlite3* handle() const { return handle_; }

 private:
  explicit Database(sqlite3* handle);
  sqlite3* handle_;
  std::shared_ptr<StatementShelf> shelf_;
};

/// BEGIN IMMEDIATE … COMMIT; rolls back when destroyed before commit().
class Transaction {
 public:
  static Expected<Transaction, Error> begin(Database& database);
  Transaction(Transaction&&) noexcept;
  ~Transaction();
  /// An error means that nothing is stored; the transaction is rolled back.
  Expected<void, Error> commit();

 private:
  explicit Transaction(Database* database) : database_(database) {}
  void roll_back();
  Database* database_;
};

/// Forward-only numbered migrations: script i takes the database from version
/// i to i+1, together with its version stamp, in one transaction. A database
/// of a later version is refused and left as it is.
enum class MigrationOutcome { up_to_date, from_the_future };
Expected<MigrationOutcome, Error> migrate(Database& database,
                                          std::span<const std::string_view> scripts);

}  // namespace linli::database
