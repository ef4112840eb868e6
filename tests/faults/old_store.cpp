#include "tests/faults/old_store.h"

#include <fmt/format.h>

#include "kiosk/database/query.h"
#include "offline_cache/store/store_schema.h"

namespace linli::tests {
namespace {

namespace query = database::query;
using database::Database;

constexpr std::pair<const char*, Standing> kItems[] = {
    {"stored", Standing::stored},
    {"quarantined", Standing::quarantined},
    {"accepted", Standing::accepted},
};

struct OldItem {
  protocol::ChainLink link;
  Bytes sealed;
  std::string state;
  std::string receipt_number;
};

void insist(bool done) {
  if (!done) throw std::runtime_error("an old store can't be made");
}

void insert(Database& database, const OldItem& item, base::WallTime now) {
  const protocol::ChainLink& link = item.link;
  insist(query::run(database,
                    "INSERT INTO outbox_item (id, terminal, incarnation, sequence, previous,"
                    " content, chain_hash, receipt_number, service, sealed_manifest, state,"
                    " created_earliest, created_latest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
                    " 'temporary_relief', ?9, ?10, ?11, ?11)",
                    link.item, link.terminal, link.incarnation,
                    static_cast<std::int64_t>(link.sequence), ByteView(link.previous),
                    ByteView(link.content), ByteView(hash_of(link)), item.receipt_number,
                    ByteView(item.sealed), item.state, now)
             .has_value());
  insist(query::run(database,
                    "INSERT INTO outbox_part (item, number, field, content_type, sealed, size,"
                    " sha256) VALUES (?, 1, 'signature', 'image/svg+xml', ?, ?, ?)",
                    link.item, ByteView(item.sealed), std::ssize(item.sealed),
                    ByteView(crypto::sha256(item.sealed)))
             .has_value());
  if (item.state != "accepted") return;
  const auto accepted = protocol::accept(link, hash_of(link), now, hall().centre);
  insist(query::run(database, "INSERT INTO acceptance VALUES (?, ?, ?, ?)", link.item,
                    ByteView(accepted.chain_head), now, ByteView(accepted.signature))
             .has_value());
}

}  // namespace

void make_old_store(World& world, std::size_t version) {
  const base::WallTime now = world.clock().now();
  const auto key = offline_cache::store_key(world.path(), {});
  insist(key.has_value());
  auto database = Database::open(world.path() / "store.db", {.key = *key});
  insist(
      database &&
      database::migrate(*database, offline_cache::store_migrations().first(version)).has_value());
  offline_cache::HighWaterMark mark{base::make_uuid_v7(now), 0, {}};
  for (const auto& [state, standing] : kItems) {
    HandedIn book{.application = hall().application(), .receipt = 0};
    book.number = fmt::format("LS-0417-2611-{:04}", mark.sequence + 1);
    if (standing != Standing::stored) book.moves.push_back({.to = standing, .done = 0});
    const Bytes sealed(3000, static_cast<std::uint8_t>(mark.sequence));
    const protocol::ChainLink link{"0417",
                                   mark.incarnation,
                                   mark.sequence + 1,
                                   book.application.item,
                                   crypto::sha256(sealed),
                                   mark.head};
    insert(*database, {link, sealed, state, book.number}, now);
    mark = {mark.incarnation, link.sequence, hash_of(link)};
    world.books.items.push_back(std::move(book));
  }
  insist(query::run(*database, "INSERT INTO meta VALUES (1, ?, '0417', ?, ?, 0, ?)",
                    mark.incarnation, static_cast<std::int64_t>(mark.sequence), ByteView(mark.head),
                    crypto::random_bytes(32))
             .has_value());
  insist(query::run(*database, "INSERT INTO receipt_count VALUES ('LS', '2611', ?)",
                    static_cast<std::int64_t>(mark.sequence))
             .has_value());
  insist(!offline_cache::MarkFile(world.path() / "store.mark").write(mark));
}

}  // namespace linli::tests
