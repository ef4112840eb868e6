#include "offline_cache/store/retention.h"

#include "kiosk/database/query.h"
#include "offline_cache/store/audit_trail.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using database::Database;
using database::Statement;
using Outcome = Expected<void, database::Error>;

// A store's thread has other work too.
constexpr std::int64_t kMostAtOnce = 200;
constexpr std::int64_t kMostBytesAtOnce = 4 << 20;  // but at least one item

struct Closed {
  base::Uuid incarnation;
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::string without;
};

struct Sized {
  base::Uuid item;
  std::int64_t bytes = 0;
};

Outcome empty_item(Database& database, const base::Uuid& item) {
  Outcome done;
  for (const char* step :
       {"INSERT INTO closed_item SELECT id, terminal, incarnation, sequence, previous, content,"
        " chain_hash, receipt_number, service, created_earliest, created_latest, a.chain_head,"
        " a.accepted_at, a.signature FROM outbox_item JOIN acceptance a ON a.item = id"
        " WHERE id = ?",
        "DELETE FROM acceptance WHERE item = ?", "DELETE FROM outbox_part WHERE item = ?",
        "DELETE FROM outbox_item WHERE id = ?"}) {
    if (done = query::run(database, step, item); !done) return done;
  }
  return done;
}

Outcome empty_range(Database& database, const Closed& range, const base::ClockInterval& now) {
  // What the close left out was not agreed; a booking still names its item.
  const auto items = query::rows(
      database,
      [](const Statement& row) {
        return Sized{query::uuid(row, 0), row.integer(1)};
      },
      "SELECT id, length(sealed_manifest) +"
      " (SELECT coalesce(sum(size), 0) FROM outbox_part WHERE item = id) FROM outbox_item"
      " WHERE incarnation = ? AND sequence BETWEEN ? AND ?"
      " AND state = 'accepted' AND EXISTS (SELECT 1 FROM acceptance WHERE item = id)"
      " AND NOT EXISTS (SELECT 1 FROM booking WHERE item = id)"
      " AND instr(',' || ? || ',', ',' || sequence || ',') = 0 LIMIT ?",
      range.incarnation, range.first, range.last, range.without, kMostAtOnce);
  if (!items) return unexpected(items.error());
  std::int64_t bytes = 0;
  int emptied = 0;
  for (const Sized& item : *items) {
    bytes += item.bytes;
    if (emptied > 0 && bytes > kMostBytesAtOnce) break;
    if (auto done = empty_item(database, item.item); !done) return done;
    ++emptied;
  }
  if (emptied > 0) {
    return append_event(database, now, AuditKind::content_deleted,
                        std::to_string(emptied) + " items");
  }
  return query::run(database,
                    "UPDATE day_close SET emptied = 1 WHERE incarnation = ? AND last_sequence = ?",
                    range.incarnation, range.last);
}

}  // namespace

Outcome empty_closed_items(Database& database, const base::ClockInterval& now) {
  const auto range = query::row(
      database,
      [](const Statement& row) {
        return Closed{query::uuid(row, 0), row.integer(1), row.integer(2), row.text(3)};
      },
      "SELECT incarnation, first_sequence, last_sequence, without FROM day_close"
      " WHERE emptied = 0 AND closed_latest <= ? ORDER BY closed_latest LIMIT 1",
      now.earliest - kKeepContent);
  if (!range) return unexpected(range.error());
  return *range ? empty_range(database, **range, now) : Outcome();
}

}  // namespace linli::offline_cache
