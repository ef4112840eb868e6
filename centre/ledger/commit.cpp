#include <algorithm>

#include "centre/ledger/last_stages.h"
#include "centre/ledger/sql_ledger.h"

namespace linli::centre {

namespace {

using query::Result;

protocol::ChainLink read_link(const Row& s) {
  return {s.text(0),
          query::uuid(s, 1),
          static_cast<std::uint64_t>(s.integer(2)),
          query::uuid(s, 3),
          query::array<crypto::Digest>(s, 4),
          query::array<crypto::Digest>(s, 5)};
}

struct Known {
  protocol::Acceptance acceptance;
  bool expired = false;
};

Result<std::optional<Known>> known_item(Database& database, const base::Uuid& item) {
  return query::row(
      database,
      [](const Row& s) {
        return Known{{read_link(s), query::array<crypto::Digest>(s, 6), query::time(s, 7),
                      query::array<crypto::Signature>(s, 8)},
                     !s.is_null(9)};
      },
      "SELECT terminal, incarnation, sequence, id, content, previous, chain_head, accepted_at, "
      "signature, expired_at FROM item WHERE id = ?",
      item);
}

CommitOutcome answer_repeated(const Known& known, const protocol::ChainLink& link) {
  if (known.acceptance.link != link) return CommitRefusal::digest_differs;
  return Accepted{known.acceptance, true, known.expired};
}

/// What speaks against the link's place in its chain, if anything does.
Result<std::optional<CommitRefusal>> refused_place(Database& database,
                                                   const protocol::ChainLink& link) {
  using Refusal = std::optional<CommitRefusal>;
  const crypto::Digest none{};
  if (link.sequence == 1 && link.previous != none) return Refusal(CommitRefusal::chain_broken);
  const auto sequence = static_cast<std::int64_t>(link.sequence);
  const auto around = query::rows(
      database, read_link,
      "SELECT terminal, incarnation, sequence, id, content, previous FROM item "
      "WHERE terminal = ?1 AND incarnation = ?2 AND sequence >= ?3 - 1 AND sequence <= ?3 + 1",
      link.terminal, link.incarnation, sequence);
  if (!around) return unexpected(around.error());
  for (const protocol::ChainLink& neighbour : *around) {
    if (neighbour.sequence == link.sequence) return Refusal(CommitRefusal::place_taken);
    const bool matches = neighbour.sequence < link.sequence ? link.previous == hash_of(neighbour)
                                                            : neighbour.previous == hash_of(link);
    if (!matches) return Refusal(CommitRefusal::chain_broken);
  }
  return Refusal{};
}

struct StoredDigest {
  int number = 0;
  std::string terminal;
  crypto::Digest digest{};
  std::size_t size = 0;
};

/// What is here of the parts that the commit names, by number.
Result<std::vector<StoredDigest>> stored_digests(Database& database,
                                                 const protocol::Commit& commit) {
  if (commit.parts.empty()) return std::vector<StoredDigest>{};
  return query::rows(
      database,
      [](const Row& s) {
        return StoredDigest{static_cast<int>(s.integer(0)), s.text(1),
                            query::array<crypto::Digest>(s, 2),
                            static_cast<std::size_t>(s.integer(3))};
      },
      "SELECT number, terminal, digest, length(sealed) FROM part WHERE item = ? ORDER BY number",
      commit.link.item);
}

const StoredDigest* find_part(const std::vector<StoredDigest>& stored, int number) {
  const auto here = std::ranges::lower_bound(stored, number, {}, &StoredDigest::number);
  return here != stored.end() && here->number == number ? &*here : nullptr;
}

/// Empty if every part is here, or inside the commit, as the commit names it.
std::optional<CommitOutcome> refused_parts(const protocol::Commit& commit,
                                           const std::vector<StoredDigest>& stored) {
  PartsMissing missing;
  for (const protocol::PartDigest& part : commit.parts) {
    const StoredDigest* const here = find_part(stored, part.number);
    if (here == nullptr) {
      if (!commit.inside.contains(part.number)) missing.numbers.push_back(part.number);
    } else if (here->terminal != commit.link.terminal || here->digest != part.digest ||
               here->size != part.size) {
      return CommitRefusal::digest_differs;
    }
  }
  if (missing.numbers.empty()) return std::nullopt;
  return missing;
}

/// Hash of the highest link of the chain, the new one included.
Result<crypto::Digest> head_with(Database& database, const protocol::ChainLink& link) {
  const auto highest = query::row(
      database, [](const Row& s) { return query::array<crypto::Digest>(s, 0); },
      "SELECT hash FROM item WHERE terminal = ? AND incarnation = ? AND sequence > ? "
      "ORDER BY sequence DESC LIMIT 1",
      link.terminal, link.incarnation, static_cast<std::int64_t>(link.sequence));
  if (!highest) return unexpected(highest.error());
  return highest->value_or(hash_of(link));
}

Result<void> insert_item(Database& database, const protocol::Commit& commit,
                         const protocol::Acceptance& acceptance, bool urgent) {
  const protocol::ChainLink& link = commit.link;
  return query::run(
      database,
      "INSERT INTO item (id, terminal, incarnation, sequence, content, previous, hash, "
      "receipt_number, service, created_earliest, created_latest, sealed_manifest, chain_head, "
      "accepted_at, signature, urgent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      link.item, link.terminal, link.incarnation, static_cast<std::int64_t>(link.sequence),
      link.content, link.previous, hash_of(link), commit.receipt_number, commit.service,
      commit.created_earliest, commit.created_latest, commit.sealed_manifest, acceptance.chain_head,
      acceptance.accepted_at, acceptance.signature, std::int64_t{urgent});
}

/// Those that are not here yet. Should one be here after all (another terminal
/// can send a part of this item meanwhile), the unique key has the work run again.
Result<void> insert_inside(Database& database, const protocol::Commit& commit,
                           const std::vector<StoredDigest>& here) {
  Result<void> stored;
  for (const protocol::PartDigest& part : commit.parts) {
    const auto sealed = commit.inside.find(part.number);
    if (sealed == commit.inside.end() || find_part(here, part.number) != nullptr) continue;
    stored = query::run(
        database,
        "INSERT INTO part (item, number, terminal, digest, sealed) VALUES (?, ?, ?, ?, ?)",
        commit.link.item, std::int64_t{part.number}, commit.link.terminal, part.digest,
        sealed->second);
    if (!stored) break;
  }
  return stored;
}

Result<void> mark_parts(Database& database, const protocol::Commit& commit) {
  return query::run(database, "UPDATE part SET committed = 1 WHERE item = ? AND number <= ?",
                    commit.link.item, static_cast<std::int64_t>(commit.parts.size()));
}

Result<void> insert_stage(Database& database, const base::Uuid& item, domain::Stage stage,
                          const std::string& note, base::WallTime at) {
  return query::run(database, "INSERT INTO stage_event (item, stage, note, at) VALUES (?, ?, ?, ?)",
                    item, protocol::name_of(stage), note, at);
}

Result<void> store_accepted(Database& database, const protocol::Commit& commit,
                            const protocol::Acceptance& acceptance,
                            const std::vector<StoredDigest>& here, bool urgent) {
  auto stored = insert_item(database, commit, acceptance, urgent);
  if (stored) stored = insert_inside(database, commit, here);
  if (stored) stored = mark_parts(database, commit);
  if (!stored) return stored;
  return insert_stage(database, commit.link.item, domain::Stage::received, "",
                      acceptance.accepted_at);
}

/// Links the item to its application. Whoever waited for a supplement waits no more, unless it was
/// handed in before they asked.
Result<void> add_to(Database& database, const protocol::Commit& commit,
                    const domain::AddsTo& adds_to, base::WallTime now) {
  auto done = query::run(
      database, "INSERT INTO addition (item, adds_to, receipt_number, what) VALUES (?, ?, ?, ?)",
      commit.link.item, adds_to.item, adds_to.receipt_number, protocol::name_of(adds_to.what));
  if (!done || adds_to.what != domain::Addition::supplement) return done;
  return query::run(
      database,
      "INSERT INTO stage_event (item, stage, note, at) SELECT item, ?, '', ? FROM stage_event "
      "WHERE number = (SELECT max(number) FROM stage_event WHERE item = ?) AND stage = ? "
      "AND at <= ?",
      protocol::name_of(domain::Stage::received), now, adds_to.item,
      protocol::name_of(domain::Stage::supplement_needed), commit.created_latest);
}

/// Whether anything may still happen to the matter: nobody else ends it before the transaction
/// does.
Result<bool> hold_open(Database& database, const base::Uuid& matter) {
  const auto held = query::locked_row(
      database, [](const Row&) { return true; }, "SELECT 1 FROM item WHERE id = ?", matter);
  if (!held) return unexpected(held.error());
  return query::exists(
      database,
      std::string("SELECT 1 FROM stage_event WHERE number = (SELECT max(number) FROM stage_event "
                  "WHERE item = ?) AND stage NOT IN ")
          .append(kLastStages),
      matter);
}

/// What is over stays as it is, and the item is received for staff to look at. A cancellation is
/// over with the order: there is nothing to do for it.
Result<void> end_order(Database& database, const protocol::Commit& commit,
                       const Effects::EndedOrder& order, base::WallTime now) {
  const auto open = hold_open(database, order.item);
  if (!open) return unexpected(open.error());
  if (!*open) return {};
  auto done = insert_stage(database, order.item, order.stage, commit.receipt_number, now);
  if (!done || order.stage != domain::Stage::cancelled) return done;
  return insert_stage(database, commit.link.item, order.stage, "", now);
}

}  // namespace

LedgerResult<CommitOutcome> SqlLedger::commit(const protocol::Commit& commit, base::WallTime now,
                                              const crypto::SigningKey& centre,
                                              const Effects& effects) {
  return transact([&](Database& database) -> Result<CommitOutcome> {
    const auto turn = lock_terminal(database, commit.link.terminal);
    if (!turn) return unexpected(turn.error());
    const auto known = known_item(database, commit.link.item);
    if (!known) return unexpected(known.error());
    if (*known) return answer_repeated(**known, commit.link);
    const auto place = refused_place(database, commit.link);
    if (!place) return unexpected(place.error());
    if (*place) return **place;
    const auto digests = stored_digests(database, commit);
    if (!digests) return unexpected(digests.error());
    if (auto parts = refused_parts(commit, *digests)) return *std::move(parts);
    const auto head = head_with(database, commit.link);
    if (!head) return unexpected(head.error());
    const auto acceptance = protocol::accept(commit.link, *head, now, centre);
    auto stored = store_accepted(database, commit, acceptance, *digests, effects.urgent);
    if (stored && effects.adds_to) {
      stored = add_to(database, commit, *effects.adds_to, now);
    }
    if (stored && effects.ends) stored = end_order(database, commit, *effects.ends, now);
    if (!stored) return unexpected(stored.error());
    return Accepted{acceptance};
  });
}

}  // namespace linli::centre
