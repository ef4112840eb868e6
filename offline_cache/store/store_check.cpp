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

/// The link before, to compare with.
struct Before {
  base::Uuid incarnation;
  Digest hash{};
};

constexpr std::string_view kItems = R"sql(
  SELECT id, terminal, incarnation, sequence, previous, content, chain_hash, sealed_manifest,
    (SELECT chain_hash FROM closed_item c
     WHERE c.incarnation = i.incarnation AND c.sequence = i.sequence - 1)
  FROM outbox_item i ORDER BY incarnation, sequence)sql";

constexpr std::string_view kParts = "SELECT item, sha256, sealed FROM outbox_part";

/// Empty: the item is as it was stored. SQLCipher reads zeros from damaged
/// overflow pages without an error, so only the digests tell.
std::string_view damage_of(const database::Statement& row, Before& before) {
  const protocol::ChainLink link{
      row.text(1),         query::uuid(row, 2),          static_cast<std::uint64_t>(row.integer(3)),
      query::uuid(row, 0), query::array<Digest>(row, 5), query::array<Digest>(row, 4)};
  const Digest hash = query::array<Digest>(row, 6);
  // The one before may have been emptied after its time.
  const bool follows = link.incarnation == before.incarnation;
  const Digest expected = !row.is_null(8) ? query::array<Digest>(row, 8)
                          : follows       ? before.hash
                                          : Digest{};
  before = {link.incarnation, hash};
  // An item that is whole is sent even so: the fault is with the one before.
  if (link.previous != expected) {
    base::log(base::LogLevel::error, "store: item {} does not follow the one before", link.item);
  }
  if (crypto::sha256(row.blob(7)) != link.content) return item_problem::kContentDamaged;
  if (hash != protocol::hash_of(link)) return item_problem::kLinkDamaged;
  return {};
}

Expected<std::vector<Damage>, database::Error> find_damage(database::Database& database) {
  std::vector<Damage> damage;
  Before before;
  auto items = database.prepare(kItems);
  if (!items) return unexpected(items.error());
  auto more = items->step();
  for (; more && *more; more = items->step()) {
    const auto reason = damage_of(*items, before);
    if (!reason.empty()) damage.push_back({query::uuid(*items, 0), reason});
  }
  if (!more) return unexpected(more.error());
  auto parts = database.prepare(kParts);
  if (!parts) return unexpected(parts.error());
  for (more = parts->step(); more && *more; more = parts->step()) {
    if (crypto::sha256(parts->blob(2)) != query::array<Digest>(*parts, 1)) {
      damage.push_back({query::uuid(*parts, 0), item_problem::kPartDamaged});
    }
  }
  if (!more) return unexpected(more.error());
  return damage;
}

}  // namespace

Expected<void, database::Error> Store::check_items() {
  const auto damage = find_damage(*database_);
  if (!damage) return unexpected(damage.error());
  for (const auto& [item, reason] : *damage) {
    base::log(base::LogLevel::error, "store: item {}: {}", item, base::Public{reason});
    static_cast<void>(quarantine(item, reason));
  }
  return {};
}

}  // namespace linli::offline_cache
