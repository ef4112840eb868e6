#pragma once
#include "kiosk/database/database.h"

namespace linli::database {

/// What the last call on `handle` met; the one place where SQLite's codes become ours.
Error error_of(sqlite3* handle, int code);

}  // namespace linli::database
