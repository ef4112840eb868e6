#include <algorithm>

#include "kiosk/database/query.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/day_rows.h"
#include "offline_cache/store/lives.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using database::Database;
using database::Error;
using database::Statement;
using std::chrono::days;

/// Counters and indexes answer everything here, so a long queue costs no scan.
constexpr std::string_view kItem =
    "SELECT id, receipt_number, service, state, (created_earliest + created_latest) / 2,"
    " length(sealed_manifest) +"
    " (SELECT coalesce(sum(size), 0) FROM outbox_part WHERE item = id),"
    " (SELECT coalesce(sum(upload_offset), 0) FROM outbox_part WHERE item = id), problem,"
    " EXISTS (SELECT 1 FROM set_aside WHERE item = id),"
    " (SELECT kind FROM reconciliation_name WHERE kind IN ('missing_there', 'differs') AND"
    " name = receipt_number) FROM outbox_item ";

/// Those that staff have set aside are dealt with.
constexpr std::string_view kEmergencies =
    "WHERE receipt_number IN (SELECT detail FROM audit_event WHERE number >"
    " (SELECT max(number) FROM audit_event) - ?1 AND kind = 'emergency_stored') AND"
    " (hall_day = ?2 OR kind <> 'accepted') AND"
    " NOT EXISTS (SELECT 1 FROM set_aside WHERE item = id) ORDER BY position DESC LIMIT ?3";
constexpr std::string_view kNamed =
    "WHERE kind = 'accepted' AND receipt_number IN (SELECT name FROM reconciliation_name"
    " WHERE kind IN ('missing_there', 'differs')) ORDER BY position LIMIT ?";
constexpr std::string_view kForStaff =
    "WHERE kind = 'for_staff' AND NOT EXISTS (SELECT 1 FROM set_aside WHERE item = id)"
    " ORDER BY position LIMIT ?";
constexpr std::string_view kWaiting = "WHERE kind = 'waiting' ORDER BY position LIMIT ?";
constexpr std::string_view kNewest = "ORDER BY position DESC LIMIT ?";

/// Some days of a busy hall; the screens ask every second.
constexpr std::int64_t kMostEventsLookedAt = 10'000;

DayItem read_item(const Statement& row) {
  DayItem item;
  item.id = query::uuid(row, 0);
  item.receipt_number = row.text(1);
  item.service = row.text(2);
  item.state = item_state_from(row.text(3)).value_or(ItemState::quarantined);
  item.stored_at = query::time(row, 4);
  item.bytes = static_cast<std::size_t>(row.integer(5));
  item.bytes_sent =
      item.state == ItemState::accepted ? item.bytes : static_cast<std::size_t>(row.integer(6));
  item.trouble = trouble_of(item.state, row.text(7), row.text(9));
  item.set_aside = row.integer(8) != 0;
  return item;
}

/// Those that are not listed yet, as far as there is room.
void add_new(std::vector<DayItem>& items, const std::vector<DayItem>& found) {
  for (const DayItem& item : found) {
    const bool known = std::ranges::find(items, item.id, &DayItem::id) != items.end();
    if (!known && items.size() < kMostDayItems) items.push_back(item);
  }
}

Expected<void, Error> add_group(Database& database, std::string_view group, DayOverview& overview) {
  const auto found = query::rows(database, read_item, std::string(kItem).append(group),
                                 static_cast<std::int64_t>(kMostDayItems));
  if (!found) return unexpected(found.error());
  add_new(overview.items, *found);
  return {};
}

Expected<void, Error> add_emergencies(Database& database, DayOverview& overview) {
  const std::int64_t today = std::chrono::sys_days(overview.day).time_since_epoch().count();
  auto found = query::rows(database, read_item, std::string(kItem).append(kEmergencies),
                           kMostEventsLookedAt, today, static_cast<std::int64_t>(kMostDayItems));
  if (!found) return unexpected(found.error());
  for (DayItem& item : *found) item.emergency = true;
  add_new(overview.items, *found);
  return {};
}

Expected<void, Error> add_decided(Database& database, const Decisions& decisions,
                                  DayOverview& overview) {
  for (const auto& [matter, stage] : decisions) {
    const auto found =
        query::rows(database, read_item,
                    std::string(kItem).append("WHERE id = ? AND state = 'accepted'"), matter);
    if (!found) return unexpected(found.error());
    overview.decided += static_cast<int>(found->size());
    add_new(overview.items, *found);
  }
  return {};
}

/// In the order of DayOverview::items.
Expected<void, Error> add_items(Database& database, const Decisions& decisions,
                                DayOverview& overview) {
  auto done = add_emergencies(database, overview);
  if (done) done = add_group(database, kNamed, overview);
  if (done) done = add_group(database, kForStaff, overview);
  if (done) done = add_decided(database, decisions, overview);
  if (done) done = add_group(database, kWaiting, overview);
  if (done) done = add_group(database, kNewest, overview);
  for (DayItem& item : overview.items) {
    const auto decided = decisions.find(item.id);
    if (decided == decisions.end() || item.state != ItemState::accepted) continue;
    item.decided = decided->second;
  }
  return done;
}

void take_counts(const QueueCounts& counts, DayOverview& overview) {
  overview.on_the_way = counts.waiting - counts.ratings_waiting;
  overview.for_staff = counts.for_staff - counts.ratings_for_staff;
  overview.ratings.on_the_way = counts.ratings_waiting;
  overview.ratings.for_staff = counts.ratings_for_staff;
  overview.sending = counts.sending;
}

Expected<void, Error> add_counts(Database& database, std::int64_t day, DayOverview& overview) {
  const auto today = query::row(
      database,
      [&overview](const Statement& row) {
        overview.stored = static_cast<int>(row.integer(0));
        overview.accepted = static_cast<int>(row.integer(1));
        overview.ratings.stored = static_cast<int>(row.integer(2));
        overview.ratings.accepted = static_cast<int>(row.integer(3));
        return true;
      },
      "SELECT sum(stored) FILTER (WHERE service <> ?2), sum(accepted) FILTER (WHERE service <> ?2),"
      " sum(stored) FILTER (WHERE service = ?2), sum(accepted) FILTER (WHERE service = ?2)"
      " FROM day_count WHERE day = ?1",
      day, kRatingService);
  if (!today) return unexpected(today.error());
  const auto waiting = query::row(
      database,
      [&overview](const Statement& row) {
        overview.bytes = static_cast<std::size_t>(row.integer(0));
        overview.bytes_sent = static_cast<std::size_t>(row.integer(1));
        return true;
      },
      "SELECT bytes, bytes_sent FROM queue_count WHERE kind = 'waiting'");
  if (!waiting) return unexpected(waiting.error());
  const auto held_back = query::row(
      database, [](const Statement& row) { return static_cast<std::size_t>(row.integer(0)); },
      "SELECT bytes - bytes_sent FROM queue_count WHERE kind = 'for_staff'");
  if (!held_back) return unexpected(held_back.error());
  overview.bytes_held_back = held_back->value_or(0);
  return {};
}

Expected<void, Error> add_first_day(Database& database, DayOverview& overview) {
  const std::chrono::sys_days today(overview.day);
  const auto first = query::row(
      database, [](const Statement& row) { return std::chrono::sys_days(days(row.integer(0))); },
      "SELECT coalesce(min(day), ?) FROM day_count",
      std::int64_t{today.time_since_epoch().count()});
  if (!first) return unexpected(first.error());
  overview.first_day = std::min(first->value_or(today), today);
  return {};
}

Expected<void, Error> add_books(Database& database, const std::string& terminal,
                                DayOverview& overview) {
  const auto open = query::row(
      database, [](const Statement& row) { return row.integer(0) != 0; },
      std::string(kLives) + "SELECT EXISTS (SELECT 1 FROM life WHERE stored > closed)", terminal);
  if (!open) return unexpected(open.error());
  overview.books_open = open->value_or(false);
  return {};
}

/// What the trail says of closing the day: of the last days, in the order in which it was written
/// down, whatever the clock did. Where no books are open there is nothing left to close.
Expected<void, Error> add_failed_close(Database& database, DayOverview& overview) {
  if (!overview.books_open) return {};
  const auto event = query::row(
      database,
      [](const Statement& row) -> std::optional<FailedClose> {
        const auto error = close_error_from(row.text(2));
        if (row.text(0) != name_of(AuditKind::day_close_failed) || !error) return std::nullopt;
        return FailedClose{query::time(row, 1), *error};
      },
      "SELECT kind, at, detail FROM audit_event WHERE number >"
      " (SELECT max(number) FROM audit_event) - ? AND kind IN"
      " ('day_close_failed', 'day_closed', 'day_disputed') ORDER BY number DESC LIMIT 1",
      kMostEventsLookedAt);
  if (!event) return unexpected(event.error());
  overview.failed = event->value_or(std::nullopt);
  return {};
}

}  // namespace

std::optional<DayOverview> Store::day_overview(const Decisions& decisions) {
  const auto queued = counts();
  if (!queued) return std::nullopt;
  const base::WallTime now = clock_.now();
  DayOverview overview;
  overview.day = base::hall_time(now).date;
  take_counts(*queued, overview);
  const auto day = std::chrono::floor<days>(now + base::kHallOffset).time_since_epoch().count();
  auto done = add_counts(*database_, day, overview);
  if (done) done = add_first_day(*database_, overview);
  if (done) done = add_books(*database_, terminal_, overview);
  if (done) done = add_failed_close(*database_, overview);
  if (done) done = add_items(*database_, decisions, overview);
  if (!done) return std::nullopt;
  auto last = find_reconciliation(*database_);
  if (!last) return std::nullopt;
  overview.last = std::move(*last);
  return overview;
}

std::optional<Reconciliation> Store::last_reconciliation() {
  if (!database_) return std::nullopt;
  auto last = find_reconciliation(*database_);
  return last ? std::move(*last) : std::nullopt;
}

}  // namespace linli::offline_cache
