#include "centre/server/take_submission.h"

#include <algorithm>

#include "centre/server/ended_orders.h"
#include "centre/server/opened_item.h"
#include "kiosk/base/log.h"
#include "kiosk/package/entries.h"

namespace linli::centre {
namespace {

bool parts_inside_are_whole(const protocol::Commit& commit) {
  return std::ranges::all_of(commit.parts, [&](const protocol::PartDigest& part) {
    const auto sealed = commit.inside.find(part.number);
    return sealed == commit.inside.end() || crypto::sha256(sealed->second) == part.digest;
  });
}

ProblemKind refused(const base::Uuid& item, ProblemKind kind) {
  base::log(base::LogLevel::warning, "submission {} refused: {}", item,
            base::Public{problem(kind).title});
  return kind;
}

/// Whether the same submission may fare better another time.
bool passes(ProblemKind kind) {
  return kind == problem_of(LedgerFault::failed) || kind == problem_of(LedgerFault::full);
}

struct TakingRecord {
  Ledger& ledger;
  const Keys& keys;
  base::WallTime now;
  const std::string& terminal;
  TakenRecord taken;

  bool part(const package::Entry& entry) {
    const auto part = package::part_from(entry);
    if (!part) return false;
    // A part that is not taken shows when its commit comes.
    static_cast<void>(take_part(ledger, terminal, part->item, part->number, part->sealed));
    return true;
  }

  bool commit(const package::Entry& entry) {
    const auto commit = protocol::commit_from_json(text_of(entry.content));
    if (!commit) return false;
    const bool theirs = commit->link.terminal == terminal;
    const TakenCommit outcome = theirs ? take_commit(ledger, keys, now, *commit)
                                       : refused(commit->link.item, ProblemKind::other_terminal);
    std::visit([&](const auto& result) { answer(commit->link.item, result); }, outcome);
    return true;
  }

  void answer(const base::Uuid&, const Accepted& accepted) {
    ++(accepted.repeated ? taken.known : taken.accepted);
    package::append_acceptance(taken.answers, accepted.acceptance, accepted.repeated);
  }
  void answer(const base::Uuid&, const PartsMissing&) { ++taken.later; }
  void answer(const base::Uuid& item, ProblemKind kind) {
    if (passes(kind)) {
      ++taken.later;
      return;
    }
    ++taken.refused;
    package::append_refusal(taken.answers, item, problem(kind).type);
  }
};

}  // namespace

TakenCommit take_commit(Ledger& ledger, const Keys& keys, base::WallTime now,
                        const protocol::Commit& commit) {
  const base::Uuid& item = commit.link.item;
  if (!parts_inside_are_whole(commit)) return refused(item, ProblemKind::digest_mismatch);
  const auto known = ledger.item(item);
  if (!known) return problem_of(known.error().fault);
  Effects effects;
  // Already accepted items are answered without opening them again: the key may have changed since.
  if (!*known) {
    const auto manifest = open_commit(keys, commit);
    if (!manifest) return refused(item, manifest.error());
    effects.adds_to = protocol::adds_to_in(manifest->content);
    effects.urgent = protocol::is_urgent_in(manifest->content);
    const auto ends = order_ended_by(ledger, keys, *manifest);
    if (!ends) return problem_of(ends.error().fault);
    effects.ends = *ends;
  }
  const auto outcome = ledger.commit(commit, now, keys.signing, effects);
  if (!outcome) return problem_of(outcome.error().fault);
  if (const auto* accepted = std::get_if<Accepted>(&*outcome)) return *accepted;
  if (const auto* missing = std::get_if<PartsMissing>(&*outcome)) return *missing;
  return refused(item, problem_of(std::get<CommitRefusal>(*outcome)));
}

std::optional<ProblemKind> take_part(Ledger& ledger, const std::string& terminal,
                                     const base::Uuid& item, int number, ByteView sealed) {
  const auto outcome = ledger.store_part(
      {item, number, terminal, crypto::sha256(sealed), Bytes(sealed.begin(), sealed.end())});
  if (!outcome) return problem_of(outcome.error().fault);
  switch (*outcome) {
    case PartOutcome::stored:
    case PartOutcome::known:
      return std::nullopt;
    case PartOutcome::digest_differs:
      return ProblemKind::digest_differs;
    case PartOutcome::too_many:
      return ProblemKind::too_many_parts;
  }
  return ProblemKind::digest_differs;
}

std::optional<TakenRecord> take_record(Ledger& ledger, const Keys& keys, base::WallTime now,
                                       const std::string& terminal, ByteView record) {
  const auto entries = package::entries_of(record);
  if (!entries) return std::nullopt;
  TakingRecord taking{ledger, keys, now, terminal, {}};
  for (const package::Entry& entry : *entries) {
    bool fits = false;
    switch (entry.kind) {
      case package::EntryKind::part:
        fits = taking.part(entry);
        break;
      case package::EntryKind::commit:
        fits = taking.commit(entry);
        break;
      case package::EntryKind::accepted:
      case package::EntryKind::known:
      case package::EntryKind::refused:
        break;  // nothing that a terminal says
    }
    if (!fits) return std::nullopt;
  }
  return std::move(taking.taken);
}

}  // namespace linli::centre
