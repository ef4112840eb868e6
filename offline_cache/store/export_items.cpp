#include <fmt/format.h>

#include "kiosk/database/query.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using crypto::Digest;
using database::Database;
using database::ErrorKind;
using database::Statement;
using Outcome = Expected<void, database::Error>;

WaitingItem read_waiting(const Statement& row) {
  WaitingItem item;
  item.position = row.integer(0);
  item.commit.link = {
      row.text(1),         query::uuid(row, 2),          static_cast<std::uint64_t>(row.integer(3)),
      query::uuid(row, 4), query::array<Digest>(row, 5), query::array<Digest>(row, 6)};
  item.commit.receipt_number = row.text(7);
  item.commit.service = row.text(8);
  item.commit.sealed_manifest = row.blob(9);
  item.commit.created_earliest = query::time(row, 10);
  item.commit.created_latest = query::time(row, 11);
  return item;
}

protocol::PartDigest read_part(const Statement& row) {
  return {static_cast<int>(row.integer(0)), query::array<Digest>(row, 1),
          static_cast<std::size_t>(row.integer(2)), row.text(3), row.text(4)};
}

/// Answered by an index alone, so that an item's own page may be unreadable.
Expected<std::optional<std::int64_t>, database::Error> next_position(Database& database,
                                                                     std::int64_t after) {
  return query::row(
      database, [](const Statement& row) { return row.integer(0); },
      "SELECT position FROM outbox_item WHERE kind = 'waiting' AND position > ?"
      " ORDER BY position LIMIT 1",
      after);
}

Expected<std::optional<WaitingItem>, database::Error> waiting_at(Database& database,
                                                                 std::int64_t position) {
  auto item = query::row(database, read_waiting,
                         "SELECT position, terminal, incarnation, sequence, id, content, previous,"
                         " receipt_number, service, sealed_manifest, created_earliest,"
                         " created_latest FROM outbox_item WHERE position = ?",
                         position);
  if (!item || !*item) return item;
  auto parts = query::rows(database, read_part,
                           "SELECT number, sha256, size, content_type, field FROM outbox_part"
                           " WHERE item = ? ORDER BY number",
                           (*item)->commit.link.item);
  if (!parts) return unexpected(parts.error());
  (*item)->commit.parts = std::move(*parts);
  return item;
}

Outcome note_export(Database& database, const base::Uuid& item, base::WallTime now) {
  auto done = query::run(database,
                         "INSERT INTO exported_item SELECT id, ? FROM outbox_item WHERE id = ? AND"
                         " kind = 'waiting' ON CONFLICT (item) DO UPDATE SET at = excluded.at",
                         now, item);
  if (!done) return done;
  // One that is being sent becomes so when that does not work.
  return query::run(database,
                    "UPDATE outbox_item SET state = 'exported' WHERE id = ? AND state = 'stored'",
                    item);
}

}  // namespace

Expected<NextWaiting, ErrorKind> Store::waiting_after(std::int64_t position) {
  NextWaiting next;
  for (; database_; ++next.left_out) {
    const auto found = next_position(*database_, position);
    if (!found) return unexpected(found.error().kind);
    if (!*found) return next;
    position = **found;
    auto item = waiting_at(*database_, position);
    if (!item && item.error().kind == ErrorKind::full) return unexpected(item.error().kind);
    // One page of the disk that can't be read keeps no other item back.
    if (!item || !*item) continue;
    const protocol::Commit& commit = (*item)->commit;
    if (crypto::sha256(commit.sealed_manifest) == commit.link.content) {
      next.item = std::move(*item);
      return next;
    }
    // Damaged since the check at the start; the next one gets its turn.
    if (!quarantine(commit.link.item, "the sealed content is damaged")) break;
  }
  return unexpected(ErrorKind::io);
}

std::optional<WaitingSize> Store::waiting_size() {
  if (!database_) return std::nullopt;
  const auto size = query::row(
      *database_,
      [](const Statement& row) {
        return WaitingSize{static_cast<std::uint64_t>(row.integer(0)),
                           static_cast<std::uint64_t>(row.integer(1))};
      },
      "SELECT items, bytes FROM queue_count WHERE kind = 'waiting'");
  return size ? *size : std::nullopt;
}

bool Store::exported(std::span<const base::Uuid> items) {
  const base::WallTime now = clock_.now();
  return write("an export",
               [&](Database& database) -> Outcome {
                 for (const base::Uuid& item : items) {
                   auto done = note_export(database, item, now);
                   if (!done) return done;
                 }
                 return append_event(database, clock_.interval(), AuditKind::items_exported,
                                     fmt::format("{} items", items.size()));
               })
      .has_value();
}

}  // namespace linli::offline_cache
