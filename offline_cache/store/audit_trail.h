#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/database/database.h"
#include "offline_cache/api/audit.h"

namespace linli::offline_cache {

std::string_view name_of(AuditKind kind);
std::optional<AuditKind> audit_kind_from(std::string_view name);

/// How long events are kept: six months (Cybersecurity Law of the PRC, article 21 (3)), the longest
/// there are.
inline constexpr auto kKeepEvents = std::chrono::days{184};

/// An event as it was written.
struct AuditEvent {
  std::int64_t number = 0;                      // from 1, without gaps
  base::WallTime at{};                          // the middle of the interval
  std::optional<base::ClockInterval> interval;  // none: written before events had one
  std::string kind;                             // name_of() of it
  std::string detail;
};

/// A stretch of the trail, every event compared with the one before.
struct TrailSlice {
  std::vector<AuditEvent> events;      // those of the wanted time, in order
  std::int64_t last = 0;               // number of the last one looked at
  bool more = false;                   // others follow
  std::optional<std::int64_t> broken;  // the first that does not follow from the one before
};

/// From when on, and until before when; the same twice is no time at all.
struct AuditTime {
  base::WallTime from{};
  base::WallTime until{};
};

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

/// The first few hundred events after the number `after` (0: from the beginning), in a few
/// milliseconds; `wanted` says which of them are handed over.
Expected<TrailSlice, database::Error> read_trail(database::Database& database, std::int64_t after,
                                                 const AuditTime& wanted);

/// True if every event that is there follows from the one before, and the first from the anchor.
bool trail_intact(database::Database& database);

}  // namespace linli::offline_cache
