#include "centre/ledger/compare_books.h"

#include <algorithm>

namespace linli::centre {
namespace {

using protocol::DayCloseDifference;
using protocol::kMostDayCloseNames;

template <class T>
void add(std::vector<T>& list, bool& more, T value) {
  if (list.size() < kMostDayCloseNames) {
    list.push_back(std::move(value));
  } else {
    more = true;
  }
}

/// The named sequences of [first, end) are missing. Ends early: more than a
/// thousand are not told apart.
void add_missing(const protocol::DayClose& close, std::uint64_t first, std::uint64_t end,
                 DayCloseDifference& difference) {
  for (auto sequence = first; sequence < end && !difference.more_missing; ++sequence) {
    if (names(close, sequence)) add(difference.missing, difference.more_missing, sequence);
  }
}

const HeldLink* find(const std::vector<HeldLink>& held, std::uint64_t sequence) {
  const auto found = std::ranges::lower_bound(held, sequence, {}, &HeldLink::sequence);
  return found != held.end() && found->sequence == sequence ? &*found : nullptr;
}

std::optional<std::uint64_t> first_difference(const protocol::DayCloseRequest& request,
                                              const std::vector<HeldLink>& held) {
  const auto differs = [&held](const protocol::ChainMark& mark) {
    const HeldLink* const here = find(held, mark.sequence);
    return here != nullptr && here->hash != mark.hash;
  };
  const auto marked = std::ranges::find_if(request.marks, differs);
  if (marked != request.marks.end()) return marked->sequence;
  const protocol::ChainMark head{head_sequence(request.close), request.close.chain_head};
  return differs(head) ? std::optional(head.sequence) : std::nullopt;
}

}  // namespace

DayCloseDifference compare_books(const protocol::DayCloseRequest& request,
                                 const std::vector<HeldLink>& held) {
  const protocol::DayClose& close = request.close;
  DayCloseDifference difference;
  std::uint64_t next = close.first_sequence;
  for (const HeldLink& link : held) {
    add_missing(close, next, std::min(link.sequence, close.last_sequence + 1), difference);
    next = link.sequence + 1;
    if (names(close, link.sequence)) {
      ++difference.there;
    } else {
      add(difference.unknown, difference.more_unknown,
          protocol::HeldItem{link.item, link.sequence});
    }
  }
  add_missing(close, next, close.last_sequence + 1, difference);
  difference.differs_from = first_difference(request, held);
  return difference;
}

protocol::DayClose as_held(const protocol::DayClose& named, const std::vector<HeldLink>& held) {
  protocol::DayClose close = named;
  close.without.clear();
  close.chain_head = {};
  std::uint64_t next = close.first_sequence;
  const auto leave_out_until = [&](std::uint64_t end) {
    for (; next < end && close.without.size() < kMostDayCloseNames; ++next) {
      close.without.push_back(next);
    }
    return next == end;
  };
  bool whole = true;
  for (const HeldLink& link : held) {
    whole = leave_out_until(link.sequence);
    if (!whole) break;
    close.chain_head = link.hash;
    next = link.sequence + 1;
  }
  if (whole && next <= named.last_sequence) leave_out_until(named.last_sequence + 1);
  close.last_sequence = next - 1;
  return close;
}

bool agrees(const DayCloseDifference& difference) {
  return difference.missing.empty() && difference.unknown.empty() && !difference.differs_from;
}

}  // namespace linli::centre
