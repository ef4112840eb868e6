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

Expected<std::optional<WaitingItem>, database::Error> next_waiting(Database& database,
                                                                   std::int64_t position) {
  auto item = query::row(database, read_waiting,
                         "SELECT position, terminal, incarnation, sequence, id, content, previous,"
                         " receipt_number, service, sealed_manifest, created_earliest,"
                         " created_latest FROM outbox_item WHERE kind = 'waiting' AND position > ?"
                         " ORDER BY position LIMIT 1",
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

Expected<std::optional<WaitingItem>, ErrorKind> Store::waiting_after(std::int64_t position) {
  while (database_) {
    auto item = next_waiting(*database_, position);
    if (!item) return unexpected(item.error().kind);
    if (!*item) return std::optional<WaitingItem>();
    const protocol::Commit& commit = (*item)->commit;
    if (crypto::sha256(commit.sealed_manifest) == commit.link.content) return std::move(*item);
    // Damaged since the check at the start; the next one gets its turn.
    position = (*item)->position;
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
