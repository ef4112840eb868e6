#include <algorithm>

#include "centre/ledger/sql_ledger.h"

namespace linli::centre {

namespace {

/// An item with the latest of its stages.
constexpr std::string_view kItemColumns =
    "SELECT i.terminal, i.incarnation, i.sequence, i.id, i.content, i.previous, i.chain_head, "
    "i.accepted_at, i.signature, i.receipt_number, i.service, i.created_earliest, "
    "i.created_latest, i.sealed_manifest, s.stage, s.note, s.at, i.expired_at, s.supplement, "
    "a.adds_to, a.receipt_number, a.what, i.urgent FROM item i "
    "JOIN stage_event s ON "
    "s.number = (SELECT max(number) FROM stage_event WHERE item = i.id) "
    "LEFT JOIN addition a ON a.item = i.id ";

StoredItem read_item(const Row& s) {
  StoredItem item;
  protocol::Acceptance& acceptance = item.acceptance;
  acceptance.link = {s.text(0),
                     query::uuid(s, 1),
                     static_cast<std::uint64_t>(s.integer(2)),
                     query::uuid(s, 3),
                     query::array<crypto::Digest>(s, 4),
                     query::array<crypto::Digest>(s, 5)};
  acceptance.chain_head = query::array<crypto::Digest>(s, 6);
  acceptance.accepted_at = query::time(s, 7);
  acceptance.signature = query::array<crypto::Signature>(s, 8);
  item.receipt_number = s.text(9);
  item.service = s.text(10);
  item.created_earliest = query::time(s, 11);
  item.created_latest = query::time(s, 12);
  item.sealed_manifest = s.blob(13);
  item.stage = protocol::stage_from(s.text(14)).value_or(domain::Stage::received);
  item.note = s.text(15);
  item.stage_at = query::time(s, 16);
  if (!s.is_null(17)) item.expired_at = query::time(s, 17);
  item.supplement = protocol::supplement_from_json(s.text(18)).value_or(domain::Supplement{});
  if (!s.is_null(19)) {
    item.adds_to = {query::uuid(s, 19), s.text(20),
                    protocol::addition_from(s.text(21)).value_or(domain::Addition::supplement)};
  }
  item.urgent = s.integer(22) != 0;
  return item;
}

std::string select(std::string_view condition) {
  return std::string(kItemColumns).append(condition);
}

}  // namespace

LedgerResult<std::optional<StoredItem>> SqlLedger::item(const base::Uuid& id) {
  return transact([&](Database& database) {
    return query::row(database, read_item, select("WHERE i.id = ?"), id);
  });
}

LedgerResult<std::vector<StoredItem>> SqlLedger::items(std::size_t most) {
  return transact([&](Database& database) {
    auto latest = query::rows(database, read_item, select("ORDER BY i.arrival DESC LIMIT ?"),
                              static_cast<std::int64_t>(most));
    if (latest) std::ranges::reverse(*latest);
    return latest;
  });
}

LedgerResult<std::vector<StoredItem>> SqlLedger::items_with_receipt(const std::string& number) {
  return transact([&](Database& database) {
    return query::rows(database, read_item, select("WHERE i.receipt_number = ? ORDER BY i.arrival"),
                       number);
  });
}

LedgerResult<std::vector<StoredItem>> SqlLedger::additions_to(const base::Uuid& application) {
  return transact([&](Database& database) {
    return query::rows(database, read_item,
                       select("WHERE a.adds_to = ? ORDER BY i.arrival LIMIT ?"), application,
                       static_cast<std::int64_t>(kMostAdditions));
  });
}

LedgerResult<void> SqlLedger::record_stage(const base::Uuid& item, const StageEvent& event,
                                           base::WallTime now) {
  const bool asks = event.supplement != domain::Supplement{};
  return transact([&](Database& database) {
    return query::run(
        database,
        "INSERT INTO stage_event (item, stage, note, at, supplement) VALUES (?, ?, ?, ?, ?)", item,
        protocol::name_of(event.stage), event.note, now,
        asks ? protocol::to_json(event.supplement) : std::string());
  });
}

}  // namespace linli::centre
