#include "offline_cache/store/audit_trail.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "kiosk/crypto/digest.h"
#include "kiosk/database/query.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using crypto::Digest;

constexpr std::size_t kMostDetailBytes = 200;
constexpr std::int64_t kMostAtOnce = 5000;  // events dropped; the store's thread has other work too

constexpr std::int64_t kMostLookedAt = 500;  // and events read in one slice

/// What is past its time goes together: each dropping is an event itself.
constexpr std::chrono::days kGathered{1};

/// In the order of the enumerators.
constexpr std::array<std::string_view, 31> kNames = {
    "terminal_started",     "terminal_enrolled", "session_started",  "session_ended",
    "session_timed_out",    "consent_given",     "consent_declined", "help_called",
    "item_stored",          "item_accepted",     "item_quarantined", "item_requeued",
    "item_set_aside",       "items_sent_again",  "items_exported",   "day_closed",
    "day_disputed",         "content_deleted",   "events_dropped",   "code_rejected",
    "store_trouble",        "staff_added",       "staff_removed",    "staff_signed_in",
    "staff_refused",        "staff_signed_out",  "staff_closes_day", "staff_retries_item",
    "staff_saves_document", "day_close_failed",  "emergency_stored"};
static_assert(kNames.size() == static_cast<std::size_t>(AuditKind::emergency_stored) + 1);

/// The first event follows from nothing.
struct Place {
  std::int64_t number = 0;
  Digest hash{};
};

struct Event : AuditEvent {
  Digest previous{};
  Digest hash{};
};

/// The hash covers every column. Events without an interval keep the form they were written with.
Digest hash_of(const Event& event) {
  const auto count = [](base::WallTime time) { return time.time_since_epoch().count(); };
  const std::string time =
      event.interval ? fmt::format("at: {}\nearliest: {}\nlatest: {}", count(event.at),
                                   count(event.interval->earliest), count(event.interval->latest))
                     : fmt::format("at: {}", count(event.at));
  return crypto::sha256(
      bytes_of(fmt::format("linli-audit-v{}\nnumber: {}\n{}\nkind: {}\ndetail: {}\nprevious: {}\n",
                           event.interval ? 2 : 1, event.number, time, event.kind, event.detail,
                           crypto::to_hex(event.previous))));
}

/// At most that many bytes, without half a character at the end (UTF-8).
std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
  return text.substr(0, most);
}

constexpr std::string_view kEvents =
    "SELECT number, at, earliest, latest, kind, detail, previous, hash FROM audit_event ";

Event read_event(const database::Statement& row) {
  const bool exact = !row.is_null(2);
  return {{row.integer(0), query::time(row, 1),
           exact ? std::optional(base::ClockInterval{query::time(row, 2), query::time(row, 3)})
                 : std::nullopt,
           row.text(4), row.text(5)},
          query::array<Digest>(row, 6),
          query::array<Digest>(row, 7)};
}

Place read_place(const database::Statement& row) {
  return {row.integer(0), query::array<Digest>(row, 1)};
}

/// Where the trail that is kept begins: at the last event that was dropped, if any was.
Expected<Place, database::Error> beginning(database::Database& database) {
  const auto anchor = query::row(database, read_place, "SELECT number, hash FROM audit_anchor");
  if (!anchor) return unexpected(anchor.error());
  return anchor->value_or(Place{});
}

/// That of the event with this number; before what is kept, where that begins.
Expected<Place, database::Error> place_at(database::Database& database, std::int64_t number) {
  const auto start = beginning(database);
  if (!start || number <= start->number) return start;
  const auto found = query::row(database, read_place,
                                "SELECT number, hash FROM audit_event WHERE number = ?", number);
  if (!found) return unexpected(found.error());
  return found->value_or(Place{number, {}});
}

Expected<Place, database::Error> end_of_trail(database::Database& database) {
  const auto last = query::row(database, read_place,
                               "SELECT number, hash FROM audit_event ORDER BY number DESC LIMIT 1");
  if (!last) return unexpected(last.error());
  return *last ? **last : beginning(database);
}

}  // namespace

std::string_view name_of(AuditKind kind) { return kNames.at(static_cast<std::size_t>(kind)); }

std::optional<AuditKind> audit_kind_from(std::string_view name) {
  const auto* const found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<AuditKind>(found - kNames.begin());
}

Expected<void, database::Error> append_event(database::Database& database,
                                             const base::ClockInterval& when, AuditKind kind,
                                             std::string_view detail) {
  const auto last = end_of_trail(database);
  if (!last) return unexpected(last.error());
  const Event event{{last->number + 1, when.middle(), when, std::string(name_of(kind)),
                     std::string(cut(detail, kMostDetailBytes))},
                    last->hash,
                    {}};
  return query::run(database,
                    "INSERT INTO audit_event (number, at, earliest, latest, kind, detail, previous,"
                    " hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    event.number, event.at, when.earliest, when.latest, event.kind, event.detail,
                    ByteView(event.previous), ByteView(hash_of(event)));
}

Expected<void, database::Error> drop_old_events(database::Database& database,
                                                const base::ClockInterval& now) {
  const base::WallTime limit = now.earliest - kKeepEvents;
  const auto due = query::row(
      database, [](const database::Statement&) { return true; },
      "SELECT 1 FROM audit_event WHERE number <"
      " (SELECT min(number) FROM audit_event) + ?1 AND coalesce(latest, at) <= ?2 LIMIT 1",
      kMostAtOnce, limit - kGathered);
  if (!due) return unexpected(due.error());
  if (!*due) return {};
  // From the front only, up to the first event that must stay: a clock that was wrong for a while
  // leaves no hole. A date that is yet to come says nothing; such an event goes with older ones
  // that came after it.
  const auto kept = query::row(
      database, [](const database::Statement& row) { return row.integer(0); },
      "SELECT number FROM audit_event WHERE coalesce(latest, at) > ?1 AND"
      " coalesce(earliest, at) <= ?2 ORDER BY number LIMIT 1",
      limit, now.latest);
  if (!kept) return unexpected(kept.error());
  const auto dropped = query::row(
      database, read_place,
      "SELECT number, hash FROM audit_event WHERE number < ?1 AND coalesce(latest, at) <= ?3 AND"
      " number < (SELECT min(number) FROM audit_event) + ?2 ORDER BY number DESC LIMIT 1",
      kept->value_or(std::numeric_limits<std::int64_t>::max()), kMostAtOnce, limit);
  if (!dropped) return unexpected(dropped.error());
  if (!*dropped) return {};
  auto done = append_event(database, now, AuditKind::events_dropped,
                           fmt::format("up to {}", (*dropped)->number));
  if (done) {
    done = query::run(database, "INSERT OR REPLACE INTO audit_anchor VALUES (1, ?, ?)",
                      (*dropped)->number, ByteView((*dropped)->hash));
  }
  if (!done) return done;
  return query::run(database, "DELETE FROM audit_event WHERE number <= ?", (*dropped)->number);
}

Expected<TrailSlice, database::Error> read_trail(database::Database& database, std::int64_t after,
                                                 const AuditTime& wanted) {
  const auto start = place_at(database, after);
  if (!start) return unexpected(start.error());
  auto events = query::rows(database, read_event,
                            std::string(kEvents) + "WHERE number > ? ORDER BY number LIMIT ?",
                            start->number, kMostLookedAt);
  if (!events) return unexpected(events.error());
  TrailSlice slice{{}, start->number, std::ssize(*events) == kMostLookedAt, {}};
  Place before = *start;
  for (const Event& event : *events) {
    const bool follows = event.number == before.number + 1 && event.previous == before.hash &&
                         event.hash == hash_of(event);
    if (!follows && !slice.broken) slice.broken = event.number;
    before = {event.number, event.hash};
    if (wanted.from <= event.at && event.at < wanted.until) slice.events.push_back(event);
  }
  slice.last = before.number;
  return slice;
}

bool trail_intact(database::Database& database) {
  for (std::int64_t after = 0;;) {
    const auto slice = read_trail(database, after, {});
    if (!slice || slice->broken) return false;
    if (!slice->more) return true;
    after = slice->last;
  }
}

}  // namespace linli::offline_cache
