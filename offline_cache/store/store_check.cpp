#include "kiosk/base/log.h"
#include "kiosk/database/query.h"
#include "offline_cache/store/item_problem.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using crypto::Digest;

struct Damage {
  base::Uuid item;
  std::string_view reason;
};

constexpr std::int64_t kItemsAtOnce = 32;
constexpr std::int64_t kPartsAtOnce = 4;  // of up to 256 KiB

/// Each with the link before it, which may have been emptied after its time, and with
/// the row to which the indexes lead.
constexpr std::string_view kItems = R"sql(
  SELECT id, terminal, incarnation, sequence, previous, content, chain_hash, sealed_manifest,
    coalesce((SELECT chain_hash FROM outbox_item b
              WHERE b.incarnation = i.incarnation AND b.sequence = i.sequence - 1),
             (SELECT chain_hash FROM closed_item c
              WHERE c.incarnation = i.incarnation AND c.sequence = i.sequence - 1)),
    position,
    position IS (SELECT position FROM outbox_item WHERE id = i.id) AND
    position IS (SELECT position FROM outbox_item WHERE receipt_number = i.receipt_number)
  FROM outbox_item i WHERE position > ? ORDER BY position LIMIT ?)sql";

constexpr std::string_view kParts =
    "SELECT item, sha256, sealed, rowid FROM outbox_part WHERE rowid > ? ORDER BY rowid LIMIT ?";

/// Empty: the item is as it was stored. SQLCipher reads zeros from damaged
/// overflow pages without an error, so only the digests tell.
std::string_view damage_of(const database::Statement& row) {
  const protocol::ChainLink link{
      row.text(1),         query::uuid(row, 2),          static_cast<std::uint64_t>(row.integer(3)),
      query::uuid(row, 0), query::array<Digest>(row, 5), query::array<Digest>(row, 4)};
  // An item that is whole is sent even so: the fault is with the one before.
  if (link.previous != query::array<Digest>(row, 8)) {
    base::log(base::LogLevel::error, "store: item {} does not follow the one before", link.item);
  }
  if (crypto::sha256(row.blob(7)) != link.content) return item_problem::kContentDamaged;
  const bool links = query::array<Digest>(row, 6) == protocol::hash_of(link);
  return links ? std::string_view() : item_problem::kLinkDamaged;
}

/// What is wrong with the next rows; moves `last` to the last of them.
template <class Look>
Expected<std::vector<Damage>, database::Error> find_damage(database::Database& database,
                                                           std::string_view rows, Look look,
                                                           int position, std::int64_t& last,
                                                           std::int64_t most) {
  std::vector<Damage> damage;
  auto row = query::prepare(database, rows, last, most);
  if (!row) return unexpected(row.error());
  auto more = row->step();
  for (; more && *more; more = row->step()) {
    const std::string_view reason = look(*row);
    if (!reason.empty()) damage.push_back({query::uuid(*row, 0), reason});
    last = row->integer(position);
  }
  if (!more) return unexpected(more.error());
  return damage;
}

std::string_view damage_of_part(const database::Statement& row) {
  const bool whole = crypto::sha256(row.blob(2)) == query::array<Digest>(row, 1);
  return whole ? std::string_view() : item_problem::kPartDamaged;
}

}  // namespace

Expected<void, database::Error> Store::check_slice() {
  const Checked before = checked_;
  bool indexed = true;
  auto damage = find_damage(
      *database_, kItems,
      [&](const database::Statement& row) {
        indexed = indexed && row.integer(10) != 0;
        return damage_of(row);
      },
      9, checked_.item, kItemsAtOnce);
  if (damage && checked_.item == before.item) {
    damage = find_damage(*database_, kParts, damage_of_part, 3, checked_.part, kPartsAtOnce);
  }
  if (!damage) return unexpected(damage.error());
  if (!indexed) {
    return unexpected(database::Error{database::ErrorKind::not_a_database, 0,
                                      "an index does not lead to its item"});
  }
  checked_.all = checked_.item == before.item && checked_.part == before.part;
  for (const auto& [item, reason] : *damage) {
    base::log(base::LogLevel::error, "store: item {}: {}", item, base::Public{reason});
    static_cast<void>(quarantine(item, reason));
  }
  return {};
}

bool Store::check_some() {
  if (!database_ || checked_.all) return true;
  if (auto done = check_slice(); !done) {
    base::log(base::LogLevel::error, "store: items can't be read: SQLite error {} ({})",
              done.error().code, base::Public{done.error().what});
    give_up(health_after(done.error().kind));
    return true;
  }
  return checked_.all;
}

}  // namespace linli::offline_cache
