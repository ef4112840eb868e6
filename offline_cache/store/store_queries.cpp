#include "kiosk/database/query.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/retention.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using database::Database;
using database::Statement;

constexpr auto kKeepSnapshots = std::chrono::days{90};
constexpr auto kKeepDrafts = std::chrono::days{30};
constexpr std::int64_t kMostSnapshots = 2000;  // and as many people's matters

constexpr std::string_view kItem =
    "SELECT id, sequence, receipt_number, service, state, created_earliest, created_latest,"
    " attempts, next_attempt, problem, position FROM outbox_item ";

/// Read after each of the store's jobs: counters and small indexes answer it. A day's counters tell
/// how many ratings are not accepted; which of them need a person is looked for only where any is.
constexpr std::string_view kCounts =
    "WITH open (ratings) AS"
    " (SELECT coalesce(sum(stored - accepted), 0) FROM day_count"
    " WHERE service = 'rating' AND stored <> accepted),"
    " staff (ratings, aside) AS (SELECT count(*), count(a.item) FROM outbox_item"
    " LEFT JOIN set_aside a ON a.item = id WHERE (SELECT ratings FROM open) > 0"
    " AND kind = 'for_staff' AND service = 'rating')"
    " SELECT (SELECT items FROM queue_count WHERE kind = 'waiting'),"
    " (SELECT items FROM queue_count WHERE kind = 'for_staff') - (SELECT count(*) FROM set_aside),"
    " open.ratings - staff.ratings, staff.ratings - staff.aside,"
    " EXISTS (SELECT 1 FROM outbox_item INDEXED BY outbox_item_on_its_way WHERE state = 'sending'"
    " AND service <> 'rating')"
    " FROM open, staff";

QueueCounts read_counts(const Statement& row) {
  const auto number = [&row](int column) { return static_cast<int>(row.integer(column)); };
  return {.waiting = number(0),
          .for_staff = number(1),
          .ratings_waiting = number(2),
          .ratings_for_staff = number(3),
          .sending = row.integer(4) != 0};
}

QueueItem read_item(const Statement& row) {
  QueueItem item;
  item.id = query::uuid(row, 0);
  item.sequence = static_cast<std::uint64_t>(row.integer(1));
  item.receipt_number = row.text(2);
  item.service = row.text(3);
  item.state = item_state_from(row.text(4)).value_or(ItemState::quarantined);
  item.created = {query::time(row, 5), query::time(row, 6)};
  item.attempts = static_cast<int>(row.integer(7));
  item.next_attempt = query::time(row, 8);
  item.problem = row.text(9);
  item.position = row.integer(10);
  return item;
}

QueuePart read_part(const Statement& row) {
  return {static_cast<int>(row.integer(0)), row.text(1), row.text(2),
          static_cast<std::size_t>(row.integer(3)), row.integer(4) != 0};
}

bool add_parts(Database& database, QueueItem& item) {
  auto parts = query::rows(database, read_part,
                           "SELECT number, field, content_type, size, upload_offset"
                           " FROM outbox_part WHERE item = ? ORDER BY number",
                           item.id);
  if (parts) item.parts = std::move(*parts);
  return parts.has_value();
}

/// No bytes: nothing is kept. Empty: the store can't be read.
std::optional<Bytes> sealed_under(std::optional<Database>& database, const std::string& table,
                                  const crypto::Digest& name, base::WallTime not_before) {
  if (!database) return std::nullopt;
  auto found = query::row(
      *database, [](const Statement& row) { return row.blob(0); },
      "SELECT sealed FROM " + table + " WHERE name = ? AND stored_at >= ?", ByteView(name),
      not_before);
  if (!found) return std::nullopt;
  return std::move(*found).value_or(Bytes());
}

std::optional<Bytes> if_kept(std::optional<Bytes> sealed) {
  return sealed && !sealed->empty() ? std::move(sealed) : std::nullopt;
}

Expected<void, database::Error> forget_old(Database& database, const std::string& table,
                                           base::WallTime now) {
  return query::run(database,
                    "DELETE FROM " + table +
                        " WHERE stored_at < ? OR name NOT IN"
                        " (SELECT name FROM " +
                        table + " ORDER BY stored_at DESC LIMIT ?)",
                    now - kKeepSnapshots, kMostSnapshots);
}

Expected<void, database::Error> keep_under(Database& database, const std::string& table,
                                           const crypto::Digest& name, ByteView sealed,
                                           base::WallTime now) {
  return query::run(database,
                    "INSERT INTO " + table +
                        " VALUES (?, ?, ?)"
                        " ON CONFLICT DO UPDATE SET sealed = excluded.sealed,"
                        " stored_at = excluded.stored_at",
                    ByteView(name), sealed, now);
}

}  // namespace

std::optional<QueueCounts> Store::counts() {
  if (!database_) return std::nullopt;
  const auto found = query::row(*database_, read_counts, kCounts);
  return found ? *found : std::nullopt;
}

std::optional<std::vector<QueueItem>> Store::queue(const QueuePage& page) {
  if (!database_) return std::nullopt;
  auto items = query::rows(*database_, read_item,
                           std::string(kItem) + "WHERE position > ? ORDER BY position LIMIT ?",
                           page.after, page.most);
  if (!items) return std::nullopt;
  for (QueueItem& item : *items) {
    if (!add_parts(*database_, item)) return std::nullopt;
  }
  return std::move(*items);
}

std::optional<std::vector<AcceptedMatter>> Store::accepted_before(std::int64_t position, int most) {
  if (!database_) return std::nullopt;
  auto matters = query::rows(
      *database_,
      [](const Statement& row) {
        return AcceptedMatter{query::uuid(row, 0), row.integer(1)};
      },
      "SELECT id, position FROM outbox_item WHERE kind = 'accepted' AND service <> 'rating'"
      " AND position < ? ORDER BY position DESC LIMIT ?",
      position, std::int64_t{most});
  return matters ? std::optional(std::move(*matters)) : std::nullopt;
}

std::optional<std::vector<QueueItem>> Store::for_staff() {
  if (!database_) return std::nullopt;
  auto items = query::rows(*database_, read_item,
                           std::string(kItem) +
                               "WHERE kind = 'for_staff' AND NOT EXISTS"
                               " (SELECT 1 FROM set_aside WHERE item = id) ORDER BY position");
  if (!items) return std::nullopt;
  return std::move(*items);
}

std::optional<QueueItem> Store::find(const base::Uuid& id) {
  if (!database_) return std::nullopt;
  auto item = query::row(*database_, read_item, std::string(kItem) + "WHERE id = ?", id);
  if (!item || !*item || !add_parts(*database_, **item)) return std::nullopt;
  return std::move(*item);
}

std::optional<QueueItem> Store::find_named(const std::string& name) {
  if (const auto id = base::Uuid::parse(name)) return find(*id);
  if (!database_) return std::nullopt;
  auto item = query::row(*database_, read_item, std::string(kItem) + "WHERE receipt_number = ?",
                         std::string_view(name));
  if (!item || !*item || !add_parts(*database_, **item)) return std::nullopt;
  return std::move(*item);
}

bool Store::keep_snapshot(const crypto::Digest& name, ByteView sealed) {
  return write("a snapshot",
               [&](Database& database) {
                 return keep_under(database, "benefit_snapshot", name, sealed, clock_.now());
               })
      .has_value();
}

std::optional<Bytes> Store::snapshot(const crypto::Digest& name) {
  return if_kept(sealed_under(database_, "benefit_snapshot", name, clock_.now() - kKeepSnapshots));
}

bool Store::keep_matters(const crypto::Digest& name, ByteView sealed) {
  return write("a person's matters",
               [&](Database& database) {
                 return keep_under(database, "matter_list", name, sealed, clock_.now());
               })
      .has_value();
}

std::optional<Bytes> Store::matters(const crypto::Digest& name) {
  return sealed_under(database_, "matter_list", name, clock_.now() - kKeepSnapshots);
}

bool Store::keep_draft(const crypto::Digest& name, ByteView sealed) {
  return write("a draft",
               [&](Database& database) {
                 return keep_under(database, "draft", name, sealed, clock_.now());
               })
      .has_value();
}

std::optional<Bytes> Store::draft(const crypto::Digest& name) {
  return if_kept(sealed_under(database_, "draft", name, clock_.now() - kKeepDrafts));
}

bool Store::drop_draft(const crypto::Digest& name) {
  return write("dropping a draft",
               [&](Database& database) {
                 return query::run(database, "DELETE FROM draft WHERE name = ?", ByteView(name));
               })
      .has_value();
}

void Store::maintain() {
  if (!database_) return;
  const base::WallTime now = clock_.now();
  static_cast<void>(
      write("maintenance", [&](Database& database) -> Expected<void, database::Error> {
        auto done =
            query::run(database, "DELETE FROM draft WHERE stored_at < ?", now - kKeepDrafts);
        if (done) done = forget_old(database, "benefit_snapshot", now);
        if (done) done = forget_old(database, "matter_list", now);
        return done ? forget_old_attempts(database) : done;
      }));
  static_cast<void>(write("retention", [&](Database& database) {
    auto done = empty_closed_items(database, clock_.interval());
    return done ? drop_old_events(database, clock_.interval()) : done;
  }));
  if (database_) reserve_.hold();
}

std::optional<TrailSlice> Store::audit_trail(std::int64_t after, const AuditTime& wanted) {
  if (!database_) return std::nullopt;
  auto slice = read_trail(*database_, after, wanted);
  return slice ? std::optional(*std::move(slice)) : std::nullopt;
}

}  // namespace linli::offline_cache
