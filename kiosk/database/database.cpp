#include "kiosk/database/database.h"

#define SQLITE_HAS_CODEC  // declares sqlite3_key
#include <sqlcipher/sqlite3.h>

#include <utility>

#include "kiosk/database/sqlite_error.h"
#include "kiosk/database/statement_shelf.h"

namespace linli::database {
namespace {

/// Run at every opening, before anything else is read. Two things are left at
/// SQLCipher's defaults on purpose: cipher_memory_security (wiping and locking
/// all of SQLite's memory; only sealed content ever reaches a database here),
/// and the page size.
constexpr std::string_view kSettings = R"sql(
  PRAGMA foreign_keys = ON;
  PRAGMA secure_delete = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA cell_size_check = ON;
  PRAGMA mmap_size = 0;
  PRAGMA temp_store = MEMORY;
)sql";

/// WAL with FULL: every commit is synced before it is answered.
constexpr std::string_view kDurability = R"sql(
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA journal_size_limit = 4194304;
)sql";

Expected<void, Error> set_key(sqlite3* handle, ByteView key) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  // SQLCipher takes a text of this form as the key itself; anything else
  // would be stretched as a pass phrase.
  std::string text = "x'";
  text.reserve(key.size() * 2 + 3);
  for (const std::uint8_t byte : key) {
    text += kHex[byte >> 4];
    text += kHex[byte & 15];
  }
  text += '\'';
  const int code = sqlite3_key(handle, text.data(), static_cast<int>(text.size()));
  volatile char* wiped = text.data();
  for (std::size_t i = 0; i < text.size(); ++i) wiped[i] = 0;
  if (code != SQLITE_OK) return unexpected(error_of(handle, code));
  return {};
}

/// Slips of the pen in SQL are errors, and the schema's own tables are left alone.
void harden(sqlite3* handle) {
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
}

/// A file name as a URI (RFC 3986): what has a meaning there is written %XX.
std::string uri_of(const std::filesystem::path& path) {
  std::string uri = "file:";
  for (const char c : path.string()) {
    if (c == '%' || c == '?' || c == '#') {
      uri += c == '%' ? "%25" : c == '?' ? "%3f" : "%23";
    } else {
      uri += c;
    }
  }
  return uri;
}

}  // namespace

Expected<Database, Error> Database::open_unchanging(const std::filesystem::path& path) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(
      (uri_of(path) + "?immutable=1").c_str(), &handle,
      SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      nullptr);
  Database database(handle);  // even a failed open leaves a handle to close
  if (code != SQLITE_OK) return unexpected(error_of(handle, code));
  for (const std::string_view step :
       {kSettings, std::string_view("SELECT count(*) FROM sqlite_schema")}) {
    if (auto done = database.execute(step); !done) return unexpected(done.error());
  }
  harden(handle);
  return database;
}

Expected<Database, Error> Database::open(const std::filesystem::path& path,
                                         const OpenOptions& options) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(
      path.c_str(), &handle,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      nullptr);
  Database database(handle);  // even a failed open leaves a handle to close
  if (code != SQLITE_OK) return unexpected(error_of(handle, code));
  sqlite3_busy_timeout(handle, static_cast<int>(options.busy_timeout.count()));
  if (options.key) {
    // SQLCipher writes to standard error on its own; what it met comes back as an error too.
    static_cast<void>(database.execute("PRAGMA cipher_log_level = NONE"));
    if (auto keyed = set_key(handle, *options.key); !keyed) return unexpected(keyed.error());
  }
  const std::string_view locking =
      options.exclusive ? "PRAGMA locking_mode = EXCLUSIVE" : "PRAGMA locking_mode = NORMAL";
  // Reading the schema proves the key before WAL is asked for: that writes.
  for (const std::string_view step :
       {kSettings, locking, std::string_view("SELECT count(*) FROM sqlite_schema"), kDurability}) {
    if (auto done = database.execute(step); !done) return unexpected(done.error());
  }
  harden(handle);
  return database;
}

Database::Database(sqlite3* handle) : handle_(handle), shelf_(std::make_shared<StatementShelf>()) {}

Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), shelf_(std::move(other.shelf_)) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(shelf_, other.shelf_);
  return *this;
}

Database::~Database() {
  if (shelf_) shelf_->close();
  sqlite3_close_v2(handle_);
}

Expected<Statement, Error> Database::prepare(std::string_view sql) {
  if (sqlite3_stmt* const idle = shelf_->take(sql)) return Statement(idle, shelf_);
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return unexpected(error_of(handle_, code));
  return Statement(statement, shelf_);
}

Expected<void, Error> Database::execute(std::string_view sql) {
  const int code = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return unexpected(error_of(handle_, code));
  return {};
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_); }

std::int64_t Database::user_version() {
  auto statement = prepare("PRAGMA user_version");
  if (!statement) return 0;
  const auto row = statement->step();
  return row && *row ? statement->integer(0) : 0;
}

Expected<Transaction, Error> Transaction::begin(Database& database) {
  auto begin = database.prepare("BEGIN IMMEDIATE");
  const auto begun = begin ? begin->run() : unexpected(begin.error());
  if (!begun) return unexpected(begun.error());
  return Transaction(&database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() { roll_back(); }

void Transaction::roll_back() {
  Database* const database = std::exchange(database_, nullptr);
  // SQLite rolls back by itself on some errors; a second ROLLBACK would only complain.
  if (database != nullptr && sqlite3_get_autocommit(database->handle()) == 0) {
    static_cast<void>(database->execute("ROLLBACK"));
  }
}

Expected<void, Error> Transaction::commit() {
  auto commit = database_->prepare("COMMIT");
  auto committed = commit ? commit->run() : unexpected(commit.error());
  roll_back();  // nothing to do after success
  return committed;
}

Expected<MigrationOutcome, Error> migrate(Database& database,
                                          std::span<const std::string_view> scripts) {
  if (database.user_version() > static_cast<std::int64_t>(scripts.size())) {
    return MigrationOutcome::from_the_future;
  }
  while (true) {
    auto transaction = Transaction::begin(database);
    if (!transaction) return unexpected(transaction.error());
    const auto version = static_cast<std::size_t>(database.user_version());
    if (version >= scripts.size()) return MigrationOutcome::up_to_date;
    if (auto done = database.execute(scripts[version]); !done) return unexpected(done.error());
    const auto stamp = "PRAGMA user_version = " + std::to_string(version + 1);
    if (auto done = database.execute(stamp); !done) return unexpected(done.error());
    if (auto done = transaction->commit(); !done) return unexpected(done.error());
  }
}

}  // namespace linli::database
