#include <sqlcipher/sqlite3.h>

#include <cstdlib>
#include <utility>

#include "kiosk/database/database.h"
#include "kiosk/database/sqlite_error.h"
#include "kiosk/database/statement_shelf.h"

namespace linli::database {
namespace {

/// A position that the statement does not have, or a value past SQLite's limit
/// of a gigabyte: only a bug does that.
bool is_bug(int code) { return code != SQLITE_OK && code != SQLITE_NOMEM; }

}  // namespace

Statement::Statement(Statement&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      shelf_(std::move(other.shelf_)),
      short_of_memory_(std::exchange(other.short_of_memory_, false)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(shelf_, other.shelf_);
  std::swap(short_of_memory_, other.short_of_memory_);
  return *this;
}

void Statement::note_bound(int code) {
  if (is_bug(code)) std::abort();
  if (code == SQLITE_NOMEM) short_of_memory_ = true;
}

/// What SQLite can't make room for reads as if it were empty.
void Statement::note_read(const void* data) const {
  if (data == nullptr && sqlite3_errcode(sqlite3_db_handle(handle_)) == SQLITE_NOMEM) {
    short_of_memory_ = true;
  }
}

Statement::~Statement() {
  if (handle_ != nullptr) shelf_->put(handle_);
}

Statement& Statement::bind(int position, std::int64_t value) {
  note_bound(sqlite3_bind_int64(handle_, position, value));
  return *this;
}

Statement& Statement::bind(int position, std::string_view text) {
  // A null pointer would bind NULL; an empty text is a text.
  const char* data = text.data() != nullptr ? text.data() : "";
  note_bound(
      sqlite3_bind_text64(handle_, position, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(int position, ByteView blob) {
  const void* data = blob.data() != nullptr ? static_cast<const void*>(blob.data()) : "";
  note_bound(sqlite3_bind_blob64(handle_, position, data, blob.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind_null(int position) {
  note_bound(sqlite3_bind_null(handle_, position));
  return *this;
}

Expected<bool, Error> Statement::step() {
  if (std::exchange(short_of_memory_, false)) {
    sqlite3_reset(handle_);
    return unexpected(error_of(nullptr, SQLITE_NOMEM));
  }
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Error error = error_of(sqlite3_db_handle(handle_), code);
  sqlite3_reset(handle_);
  return unexpected(std::move(error));
}

Expected<void, Error> Statement::run() {
  while (true) {
    const auto row = step();
    if (!row) return unexpected(row.error());
    if (!*row) break;
  }
  reset();
  return {};
}

void Statement::reset() {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }

std::string Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  note_read(data);
  return data != nullptr
             ? std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)))
             : std::string();
}

Bytes Statement::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, column));
  note_read(data);
  return data != nullptr ? Bytes(data, data + sqlite3_column_bytes(handle_, column)) : Bytes();
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

}  // namespace linli::database
