#include "kiosk/database/sqlite_error.h"

#include <sqlcipher/sqlite3.h>

#include <cerrno>

namespace linli::database {
namespace {

ErrorKind kind_of(int code, int system_error) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return ErrorKind::full;
    case SQLITE_IOERR:
      return system_error == ENOSPC || system_error == EDQUOT ? ErrorKind::full : ErrorKind::io;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return ErrorKind::io;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return ErrorKind::not_a_database;
    case SQLITE_CONSTRAINT:
      return ErrorKind::constraint;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorKind::busy;
    default:
      return ErrorKind::other;  // SQLite's codes, not an enum of ours
  }
}

}  // namespace

Error error_of(sqlite3* handle, int code) {
  const int extended = handle != nullptr ? sqlite3_extended_errcode(handle) : code;
  // After a rolled-back statement the handle may already say OK again.
  const int best = (extended & 0xff) == (code & 0xff) ? extended : code;
  return {kind_of(best, handle != nullptr ? sqlite3_system_errno(handle) : 0), best,
          handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code)};
}

}  // namespace linli::database
