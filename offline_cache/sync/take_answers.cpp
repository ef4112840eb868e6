#include "offline_cache/sync/take_answers.h"

namespace linli::offline_cache {
namespace {

bool waits(ItemState state) {
  switch (state) {
    case ItemState::stored:
    case ItemState::sending:
    case ItemState::exported:
      return true;
    case ItemState::accepted:
    case ItemState::returned:
    case ItemState::refused:
    case ItemState::quarantined:
      return false;
  }
  return false;
}

struct Taking {
  Store& store;
  const crypto::PublicKeyBytes& centre;
  AnswerCounts counts;

  /// False: the store failed.
  bool acceptance(const package::Entry& entry) {
    const auto acceptance = protocol::acceptance_from_json(text_of(entry.content));
    const auto link = acceptance ? store.chain_link(acceptance->link.item) : std::nullopt;
    if (acceptance && !link) ++counts.not_here;
    if (acceptance && !link) return store.usable();
    if (!acceptance || !protocol::proves(*acceptance, *link, centre)) {
      ++counts.unproven;
      return true;
    }
    const auto item = store.find(link->item);
    if (!item) return false;
    const bool before = item->state == ItemState::accepted;
    ++(before ? counts.known : counts.accepted);
    if (!before && entry.kind == package::EntryKind::known) ++counts.repeated;
    return before || store.acknowledge(*acceptance);
  }

  bool refusal(const package::Entry& entry) {
    const auto refusal = package::refusal_from(entry);
    if (!refusal) return false;
    const auto item = store.find(refusal->item);
    if (!item) ++counts.not_here;
    if (!item) return store.usable();
    // What the centre holds is not taken back by an older answer.
    const bool counts_here = waits(item->state);
    ++(counts_here ? counts.refused : counts.known);
    return !counts_here ||
           store.quarantine(refusal->item,
                            "the centre refused it: " + refusal->problem + " (by USB)");
  }
};

}  // namespace

AnswerCounts& operator+=(AnswerCounts& total, const AnswerCounts& more) {
  total.accepted += more.accepted;
  total.known += more.known;
  total.refused += more.refused;
  total.unproven += more.unproven;
  total.not_here += more.not_here;
  total.repeated += more.repeated;
  return total;
}

std::optional<AnswerCounts> take_answers(Store& store, ByteView record,
                                         const crypto::PublicKeyBytes& centre) {
  const auto entries = package::entries_of(record);
  if (!entries) return std::nullopt;
  Taking taking{store, centre, {}};
  for (const package::Entry& entry : *entries) {
    bool taken = false;
    switch (entry.kind) {
      case package::EntryKind::accepted:
      case package::EntryKind::known:
        taken = taking.acceptance(entry);
        break;
      case package::EntryKind::refused:
        taken = taking.refusal(entry);
        break;
      case package::EntryKind::part:
      case package::EntryKind::commit:
        break;  // nothing that a centre answers
    }
    if (!taken) return std::nullopt;
  }
  return taking.counts;
}

}  // namespace linli::offline_cache
