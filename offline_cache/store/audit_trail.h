#pragma once
#include <string_view>

#include "kiosk/base/clock.h"
#include "kiosk/database/database.h"
#include "offline_cache/api/audit.h"

namespace linli::offline_cache {

std::string_view name_of(AuditKind kind);

/// Appends an event to the hash chain of the trail, within the caller's
/// transaction. Details past 200 bytes are cut.
Expected<void, database::Error> append_event(database::Database& database, base::WallTime at,
                                             AuditKind kind, std::string_view detail);

/// True if every event that is there follows from the one before.
bool trail_intact(database::Database& database);

}  // namespace linli::offline_cache
