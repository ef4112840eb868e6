#include "centre/ledger/sql_ledger.h"

namespace linli::centre {

namespace {

using query::Result;

/// Half a gigabyte of parts at most: far more than a terminal has under way.
constexpr std::int64_t kMostParts = 2000;

struct Known {
  std::string terminal;
  crypto::Digest digest{};
};

/// The part itself, and whose the item is if other parts of it came before.
Result<std::optional<Known>> known_part(Database& database, const Part& part) {
  return query::row(
      database,
      [](const Row& s) {
        return Known{s.text(0), query::array<crypto::Digest>(s, 1)};
      },
      "SELECT terminal, digest FROM part WHERE item = ? AND number = ?", part.item,
      std::int64_t{part.number});
}

Result<bool> belongs_to_another(Database& database, const Part& part) {
  return query::exists(database,
                       "SELECT 1 FROM part WHERE item = ?1 AND terminal <> ?2 "
                       "UNION ALL SELECT 1 FROM item WHERE id = ?1 AND terminal <> ?2",
                       part.item, part.terminal);
}

Result<bool> too_many(Database& database, const Part& part) {
  const auto count = query::row(
      database, [](const Row& s) { return s.integer(0); },
      "SELECT count(*) FROM part WHERE committed = 0 AND terminal = ?", part.terminal);
  return count.map([](const auto& row) { return row.value_or(0) >= kMostParts; });
}

/// Parts of an item whose content was deleted are neither needed nor kept.
Result<bool> expired(Database& database, const base::Uuid& item) {
  return query::exists(database, "SELECT 1 FROM item WHERE id = ? AND expired_at IS NOT NULL",
                       item);
}

Result<PartOutcome> insert_part(Database& database, const Part& part) {
  const auto full = too_many(database, part);
  if (!full) return unexpected(full.error());
  if (*full) return PartOutcome::too_many;
  const auto stored = query::run(
      database, "INSERT INTO part (item, number, terminal, digest, sealed) VALUES (?, ?, ?, ?, ?)",
      part.item, std::int64_t{part.number}, part.terminal, part.digest, part.sealed);
  if (!stored) return unexpected(stored.error());
  return PartOutcome::stored;
}

}  // namespace

LedgerResult<PartOutcome> SqlLedger::store_part(const Part& part) {
  return transact([&](Database& database) -> Result<PartOutcome> {
    const auto turn = lock_terminal(database, part.terminal);
    if (!turn) return unexpected(turn.error());
    const auto foreign = belongs_to_another(database, part);
    if (!foreign) return unexpected(foreign.error());
    if (*foreign) return PartOutcome::digest_differs;
    const auto gone = expired(database, part.item);
    if (!gone) return unexpected(gone.error());
    if (*gone) return PartOutcome::known;
    const auto known = known_part(database, part);
    if (!known) return unexpected(known.error());
    if (!*known) return insert_part(database, part);
    return (*known)->digest == part.digest ? PartOutcome::known : PartOutcome::digest_differs;
  });
}

LedgerResult<std::vector<Part>> SqlLedger::parts_of(const base::Uuid& item) {
  return transact([&](Database& database) {
    return query::rows(
        database,
        [&](const Row& s) {
          return Part{item, static_cast<int>(s.integer(0)), s.text(1),
                      query::array<crypto::Digest>(s, 2), s.blob(3)};
        },
        "SELECT number, terminal, digest, sealed FROM part WHERE item = ? AND committed = 1 "
        "ORDER BY number",
        item);
  });
}

}  // namespace linli::centre
