#include <algorithm>

#include "centre/ledger/compare_books.h"
#include "centre/ledger/last_stages.h"
#include "centre/ledger/sql_ledger.h"
#include "kiosk/base/day.h"

namespace linli::centre {

namespace {

using protocol::AgreedDayClose;
using protocol::DayClose;
using query::Result;

constexpr std::string_view kClose =
    "SELECT terminal, incarnation, first_sequence, last_sequence, without, chain_head, day, "
    "agreed_at, signature FROM day_close ";

AgreedDayClose read_close(const Row& s) {
  return {{s.text(0), query::uuid(s, 1), static_cast<std::uint64_t>(s.integer(2)),
           static_cast<std::uint64_t>(s.integer(3)),
           protocol::sequences_from(s.text(4)).value_or(std::vector<std::uint64_t>{}),
           query::array<crypto::Digest>(s, 5),
           base::day_from(s.text(6)).value_or(std::chrono::year_month_day{})},
          query::time(s, 7),
          query::array<crypto::Signature>(s, 8)};
}

Result<std::vector<HeldLink>> held_links(Database& database, const DayClose& close) {
  return query::rows(
      database,
      [](const Row& s) {
        return HeldLink{static_cast<std::uint64_t>(s.integer(0)), query::uuid(s, 1),
                        query::array<crypto::Digest>(s, 2)};
      },
      "SELECT sequence, id, hash FROM item WHERE terminal = ? AND incarnation = ? AND "
      "sequence >= ? ORDER BY sequence",
      close.terminal, close.incarnation, static_cast<std::int64_t>(close.first_sequence));
}

Result<std::optional<AgreedDayClose>> stored_close(Database& database, const DayClose& close) {
  return query::row(database, read_close,
                    std::string(kClose) +
                        "WHERE terminal = ? AND incarnation = ? AND first_sequence = ? AND "
                        "last_sequence = ?",
                    close.terminal, close.incarnation,
                    static_cast<std::int64_t>(close.first_sequence),
                    static_cast<std::int64_t>(close.last_sequence));
}

/// Instead of an earlier close of the same range, and as the latest of all.
Result<void> store_close(Database& database, const AgreedDayClose& agreed) {
  const DayClose& close = agreed.close;
  auto replaced = query::run(
      database,
      "DELETE FROM day_close WHERE terminal = ? AND incarnation = ? AND first_sequence = ? AND "
      "last_sequence = ?",
      close.terminal, close.incarnation, static_cast<std::int64_t>(close.first_sequence),
      static_cast<std::int64_t>(close.last_sequence));
  if (!replaced) return replaced;
  return query::run(
      database,
      "INSERT INTO day_close (terminal, incarnation, first_sequence, last_sequence, "
      "without, chain_head, day, agreed_at, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      close.terminal, close.incarnation, static_cast<std::int64_t>(close.first_sequence),
      static_cast<std::int64_t>(close.last_sequence), protocol::sequences_text(close.without),
      close.chain_head, base::day_text(close.day), agreed.agreed_at, agreed.signature);
}

/// Signs and stores the close, or answers what was signed before.
Result<protocol::DayCloseAnswer> agree_on(Database& database, const DayClose& close,
                                          base::WallTime now, const crypto::SigningKey& centre) {
  const auto before = stored_close(database, close);
  if (!before) return unexpected(before.error());
  if (*before && (*before)->close == close) return **before;
  const auto agreed = protocol::agree(close, now, centre);
  if (auto stored = store_close(database, agreed); !stored) return unexpected(stored.error());
  return agreed;
}

/// `c` covers item `i`: what a close left out was not agreed.
constexpr std::string_view kCovered =
    "EXISTS (SELECT 1 FROM day_close c WHERE c.terminal = i.terminal AND c.incarnation = "
    "i.incarnation AND i.sequence BETWEEN c.first_sequence AND c.last_sequence AND "
    "',' || c.without || ',' NOT LIKE '%,' || i.sequence || ',%') ";

/// Nothing more happens to the matter, or to the one that it was added to; a rating never had more
/// to come. ?4: when what was added must have been accepted to wait for its application no longer.
std::string settled() {
  return std::string(
             "(i.service = 'rating' OR (SELECT stage FROM stage_event WHERE item = "
             "coalesce((SELECT "
             "adds_to FROM addition WHERE item = i.id), i.id) ORDER BY number DESC LIMIT 1) IN ")
      .append(kLastStages)
      .append(
          " OR (i.accepted_at < ?4 AND EXISTS (SELECT 1 FROM addition WHERE item = i.id AND NOT "
          "EXISTS (SELECT 1 FROM item WHERE id = adds_to)))) ");
}

/// An application may come late, on a stick or from the disk of a terminal that died.
constexpr std::chrono::days kLongestOnTheWay{90};

constexpr std::int64_t kMostAtOnce = 200;  // terminals wait for the ledger meanwhile

struct OldItem {
  std::int64_t arrival = 0;
  base::Uuid id;
  bool ended = false;  // closed and settled
};

Result<std::vector<OldItem>> old_items(Database& database, base::WallTime before,
                                       base::WallTime now, std::int64_t after) {
  return query::rows(
      database,
      [](const Row& s) {
        return OldItem{s.integer(0), query::uuid(s, 1), s.integer(2) != 0};
      },
      std::string("SELECT i.arrival, i.id, CASE WHEN ")
          .append(kCovered)
          .append("AND ")
          .append(settled())
          .append("THEN 1 ELSE 0 END FROM item i WHERE i.arrival > ?1 AND i.expired_at IS NULL AND "
                  "i.accepted_at < ?2 ORDER BY i.arrival LIMIT ?3"),
      after, before, kMostAtOnce, now - kLongestOnTheWay);
}

/// Its content, attachments, and what staff wrote to the resident.
Result<void> empty_item(Database& database, const base::Uuid& item, base::WallTime now) {
  auto done =
      query::run(database, "UPDATE item SET sealed_manifest = ?, expired_at = ? WHERE id = ?",
                 ByteView{}, now, item);
  for (const char* step : {"DELETE FROM part WHERE item = ?",
                           "UPDATE stage_event SET note = '', supplement = '' WHERE item = ?"}) {
    if (done) done = query::run(database, step, item);
  }
  return done;
}

}  // namespace

LedgerResult<protocol::DayCloseAnswer> SqlLedger::close_day(
    const protocol::DayCloseRequest& request, base::WallTime now,
    const crypto::SigningKey& centre) {
  return transact([&](Database& database) -> Result<protocol::DayCloseAnswer> {
    const auto turn = lock_terminal(database, request.close.terminal);
    if (!turn) return unexpected(turn.error());
    const auto held = held_links(database, request.close);
    if (!held) return unexpected(held.error());
    auto difference = compare_books(request, *held);
    if (!agrees(difference)) return difference;
    return agree_on(database, request.close, now, centre);
  });
}

LedgerResult<protocol::DayCloseAnswer> SqlLedger::close_recovered(
    const DayClose& named, base::WallTime now, const crypto::SigningKey& centre) {
  return transact([&](Database& database) -> Result<protocol::DayCloseAnswer> {
    const auto turn = lock_terminal(database, named.terminal);
    if (!turn) return unexpected(turn.error());
    const auto held = held_links(database, named);
    if (!held) return unexpected(held.error());
    auto difference = compare_books({named, {}}, *held);
    difference.unknown.clear();
    difference.more_unknown = false;
    if (!agrees(difference)) return difference;
    return agree_on(database, as_held(named, *held), now, centre);
  });
}

LedgerResult<std::vector<AgreedDayClose>> SqlLedger::day_closes(std::size_t most) {
  return transact([&](Database& database) {
    auto latest =
        query::rows(database, read_close, std::string(kClose) + "ORDER BY number DESC LIMIT ?",
                    static_cast<std::int64_t>(most));
    if (latest) std::ranges::reverse(*latest);
    return latest;
  });
}

LedgerResult<std::vector<OpenRange>> SqlLedger::open_ranges() {
  return transact([&](Database& database) {
    return query::rows(
        database,
        [](const Row& s) {
          return OpenRange{s.text(0),
                           query::uuid(s, 1),
                           static_cast<std::uint64_t>(s.integer(2)),
                           static_cast<std::uint64_t>(s.integer(3)),
                           static_cast<int>(s.integer(4)),
                           query::time(s, 5)};
        },
        std::string("SELECT i.terminal, i.incarnation, min(i.sequence), max(i.sequence), count(*), "
                    "min(i.accepted_at) FROM item i WHERE NOT ")
            .append(kCovered)
            .append("GROUP BY i.terminal, i.incarnation ORDER BY 1, 6"));
  });
}

LedgerResult<Expiry> SqlLedger::expire(base::WallTime before, base::WallTime now,
                                       std::int64_t after) {
  return transact([&](Database& database) -> Result<Expiry> {
    const auto old = old_items(database, before, now, after);
    if (!old) return unexpected(old.error());
    Expiry expiry;
    for (const OldItem& item : *old) {
      ++(item.ended ? expiry.expired : expiry.kept);
      if (!item.ended) continue;
      if (auto done = empty_item(database, item.id, now); !done) return unexpected(done.error());
    }
    if (std::ssize(*old) == kMostAtOnce) expiry.next = old->back().arrival;
    return expiry;
  });
}

}  // namespace linli::centre
