#include <fmt/format.h>

#include <limits>

#include "kiosk/database/query.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/item_problem.h"
#include "offline_cache/store/send_order.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using crypto::Digest;
using database::Database;
using database::Statement;
using Outcome = Expected<void, database::Error>;

/// No wait is longer than this, so a time further away comes from a clock that
/// has been set back since.
constexpr auto kLongestWait = std::chrono::hours{2};

/// As the index outbox_item_to_send has it, which alone finds the item: most
/// of a long queue is passed over without a look at its rows.
constexpr std::string_view kToSend = "state IN ('stored', 'exported')";

const std::string kNextItem = fmt::format(
    "SELECT id, terminal, incarnation, sequence, previous, content, receipt_number, service,"
    " sealed_manifest, created_earliest, created_latest, attempts, large FROM outbox_item"
    " WHERE position = (SELECT position FROM outbox_item INDEXED BY outbox_item_to_send"
    " WHERE {} AND (next_attempt <= ?1 OR next_attempt > ?1 + ?2) AND yields < ?3 AND large <= ?4"
    " ORDER BY position + yields LIMIT 1)",
    kToSend);

const std::string kNextDue = fmt::format(
    "SELECT min(CASE WHEN next_attempt > ?1 + ?2 THEN ?1 ELSE next_attempt END)"
    " FROM outbox_item INDEXED BY outbox_item_to_send WHERE {} AND yields < ?3",
    kToSend);

std::int64_t most_yields(bool urgent_only) {
  return urgent_only ? kYieldsOfOthers : std::numeric_limits<std::int64_t>::max();
}

std::int64_t wait_bound() { return std::chrono::milliseconds(kLongestWait).count(); }

LeasedItem read_item(const Statement& row) {
  LeasedItem item;
  item.commit.link = {
      row.text(1),         query::uuid(row, 2),          static_cast<std::uint64_t>(row.integer(3)),
      query::uuid(row, 0), query::array<Digest>(row, 5), query::array<Digest>(row, 4)};
  item.commit.receipt_number = row.text(6);
  item.commit.service = row.text(7);
  item.commit.sealed_manifest = row.blob(8);
  item.commit.created_earliest = query::time(row, 9);
  item.commit.created_latest = query::time(row, 10);
  item.attempts = static_cast<int>(row.integer(11));
  item.large = row.integer(12) != 0;
  return item;
}

struct StoredPart {
  protocol::PartDigest digest;
  bool sent = false;
};

StoredPart read_part(const Statement& row) {
  return {{static_cast<int>(row.integer(0)), query::array<Digest>(row, 1),
           static_cast<std::size_t>(row.integer(2)), row.text(3), row.text(4)},
          row.integer(5) != 0};
}

/// The next due item with its parts, marked as sending.
Expected<std::optional<LeasedItem>, database::Error> lease_next(Database& database,
                                                                base::WallTime now,
                                                                base::WallTime until,
                                                                const Wanted& wanted) {
  auto expired = query::run(database,
                            "UPDATE outbox_item SET state = 'stored', lease_until = NULL"
                            " WHERE state = 'sending' AND"
                            " (lease_until <= ?1 OR lease_until > ?1 + ?2)",
                            now, wait_bound());
  if (!expired) return unexpected(expired.error());
  auto item = query::row(database, read_item, kNextItem, now, wait_bound(),
                         most_yields(wanted.urgent_only), std::int64_t{!wanted.small_only});
  if (!item || !*item) return item;
  const base::Uuid& id = (*item)->commit.link.item;
  const auto parts = query::rows(database, read_part,
                                 "SELECT number, sha256, size, content_type, field, upload_offset"
                                 " FROM outbox_part WHERE item = ? ORDER BY number",
                                 id);
  if (!parts) return unexpected(parts.error());
  for (const StoredPart& part : *parts) {
    (*item)->commit.parts.push_back(part.digest);
    if (!part.sent) (*item)->unsent_parts.push_back(part.digest.number);
  }
  auto leased =
      query::run(database, "UPDATE outbox_item SET state = 'sending', lease_until = ? WHERE id = ?",
                 until, id);
  if (!leased) return unexpected(leased.error());
  return item;
}

Outcome quarantine_item(Database& database, const base::ClockInterval& now, const base::Uuid& item,
                        std::string_view reason) {
  auto done = query::run(database,
                         "UPDATE outbox_item SET state = 'quarantined', lease_until = NULL,"
                         " problem = ? WHERE id = ? AND state NOT IN ('accepted', 'quarantined')",
                         reason, item);
  if (!done) return done;
  // What the centre holds already is not taken back, only told.
  const auto kind = database.changes() > 0 ? AuditKind::item_quarantined : AuditKind::store_trouble;
  const auto number = query::row(
      database, [](const Statement& row) { return row.text(0); },
      "SELECT receipt_number FROM outbox_item WHERE id = ?", item);
  if (!number) return unexpected(number.error());
  return append_event(database, now, kind, number->value_or("") + ": " + std::string(reason));
}

}  // namespace

std::optional<LeasedItem> Store::lease(std::chrono::milliseconds duration, const Wanted& wanted) {
  while (true) {
    std::optional<LeasedItem> item;
    const base::WallTime now = clock_.now();
    const auto leased = write("leasing an item", [&](Database& database) -> Outcome {
      auto next = lease_next(database, now, now + duration, wanted);
      if (!next) return unexpected(next.error());
      item = std::move(*next);
      return {};
    });
    if (!leased || !item) return std::nullopt;
    if (crypto::sha256(item->commit.sealed_manifest) == item->commit.link.content) return item;
    // Damaged since the check at the start; the next one gets its turn.
    if (!quarantine(item->commit.link.item, item_problem::kContentDamaged)) return std::nullopt;
  }
}

std::optional<Bytes> Store::part(const base::Uuid& item, int number) {
  if (!database_) return std::nullopt;
  struct Found {
    Bytes sealed;
    Digest digest{};
  };
  auto found = query::row(
      *database_,
      [](const Statement& row) {
        return Found{row.blob(0), query::array<Digest>(row, 1)};
      },
      "SELECT sealed, sha256 FROM outbox_part WHERE item = ? AND number = ?", item, number);
  if (!found) return std::nullopt;  // can't be read now, which says nothing about the part
  if (*found && crypto::sha256((*found)->sealed) == (*found)->digest) {
    return std::move((*found)->sealed);
  }
  quarantine(item, item_problem::kPartDamaged);
  return std::nullopt;
}

bool Store::part_sent(const base::Uuid& item, int number) {
  return write("a part sent",
               [&](Database& database) {
                 return query::run(database,
                                   "UPDATE outbox_part SET upload_offset = size"
                                   " WHERE item = ? AND number = ?",
                                   item, number);
               })
      .has_value();
}

bool Store::parts_missing(const base::Uuid& item, const std::vector<int>& numbers) {
  return write("parts missing",
               [&](Database& database) -> Outcome {
                 Outcome done;
                 for (std::size_t i = 0; done && i < numbers.size(); ++i) {
                   done = query::run(database,
                                     "UPDATE outbox_part SET upload_offset = 0"
                                     " WHERE item = ? AND number = ?",
                                     item, numbers[i]);
                 }
                 return done;
               })
      .has_value();
}

bool Store::acknowledge(const protocol::Acceptance& acceptance) {
  const base::Uuid& item = acceptance.link.item;
  return write("an acceptance",
               [&](Database& database) -> Outcome {
                 auto done = query::run(database,
                                        "INSERT INTO acceptance VALUES (?, ?, ?, ?)"
                                        " ON CONFLICT DO NOTHING",
                                        item, ByteView(acceptance.chain_head),
                                        acceptance.accepted_at, ByteView(acceptance.signature));
                 if (!done || database.changes() == 0) return done;
                 done = query::run(database,
                                   "UPDATE outbox_item SET state = 'accepted', lease_until = NULL,"
                                   " problem = '' WHERE id = ?",
                                   item);
                 if (!done) return done;
                 return append_event(database, clock_.interval(), AuditKind::item_accepted,
                                     item.text());
               })
      .has_value();
}

bool Store::release(const base::Uuid& item, base::WallTime next_attempt, std::string_view problem) {
  return write("a release",
               [&](Database& database) {
                 return query::run(database,
                                   "UPDATE outbox_item SET state = 'stored', lease_until = NULL,"
                                   " attempts = attempts + 1, next_attempt = ?, problem = ?"
                                   " WHERE id = ? AND state = 'sending'",
                                   next_attempt, problem, item);
               })
      .has_value();
}

bool Store::give_back(const base::Uuid& item) {
  return write("giving back",
               [&](Database& database) {
                 return query::run(database,
                                   "UPDATE outbox_item SET state = 'stored', lease_until = NULL"
                                   " WHERE id = ? AND state = 'sending'",
                                   item);
               })
      .has_value();
}

bool Store::quarantine(const base::Uuid& item, std::string_view reason) {
  return write("a quarantine",
               [&](Database& database) {
                 return quarantine_item(database, clock_.interval(), item, reason);
               })
      .has_value();
}

bool Store::requeue(const base::Uuid& item) {
  bool was_quarantined = false;
  const auto done = write("a way back", [&](Database& database) -> Outcome {
    const auto changed = query::run(
        database,
        "UPDATE outbox_item AS i SET state = 'stored', attempts = 0, next_attempt = 0"
        " WHERE id = ? AND state = 'quarantined' AND NOT EXISTS (SELECT 1 FROM day_close c"
        " WHERE c.incarnation = i.incarnation"
        " AND i.sequence BETWEEN c.first_sequence AND c.last_sequence)",
        item);
    if (!changed) return changed;
    if (database.changes() == 0) return {};
    was_quarantined = true;  // also where only the first run of the job changed it
    return append_event(database, clock_.interval(), AuditKind::item_requeued, item.text());
  });
  return done && was_quarantined;
}

bool Store::make_all_due() {
  return write("forgetting backoff",
               [](Database& database) {
                 return database.execute(fmt::format("UPDATE outbox_item SET next_attempt = 0"
                                                     " WHERE {} AND next_attempt <> 0",
                                                     kToSend)
                                             .c_str());
               })
      .has_value();
}

std::optional<base::WallTime> Store::next_due(bool urgent_only) {
  if (!database_) return std::nullopt;
  const auto found = query::row(
      *database_,
      [](const Statement& row) {
        return row.is_null(0) ? std::nullopt : std::optional(query::time(row, 0));
      },
      kNextDue, clock_.now(), wait_bound(), most_yields(urgent_only));
  return found && *found ? **found : std::nullopt;
}

}  // namespace linli::offline_cache
