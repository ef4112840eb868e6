#pragma once
#include <chrono>
#include <optional>
#include <string_view>

#include "kiosk/base/clock.h"
#include "kiosk/database/database.h"
#include "offline_cache/api/audit.h"

namespace linli::offline_cache {

std::string_view name_of(AuditKind kind);
std::optional<AuditKind> audit_kind_from(std::string_view name);

/// How long events are kept: six months (Cybersecurity Law of the PRC, article 21 (3)), the longest
/// there are.
inline constexpr auto kKeepEvents = std::chrono::days{184};

/// Appends an event to the hash chain of the trail, within the caller's
/// transaction. Details past 200 bytes are cut.
Expected<void, database::Error> append_event(database::Database& database,
                                             const base::ClockInterval& when, AuditKind kind,
                                             std::string_view detail);

/// Drops the oldest events once they are certainly past their time, a few thousand at a call,
/// within the caller's transaction. Number and hash of the last of them stay as the anchor that the
/// rest follows from, and the dropping is an event itself.
Expected<void, database::Error> drop_old_events(database::Database& database,
                                                const base::ClockInterval& now);

/// True if every event that is there follows from the one before, and the first from the anchor.
bool trail_intact(database::Database& database);

}  // namespace linli::offline_cache
