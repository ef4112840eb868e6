#pragma once
#include <vector>

#include "kiosk/protocol/day_close.h"

namespace linli::centre {

/// An item of a chain as the ledger holds it.
struct HeldLink {
  std::uint64_t sequence = 0;
  base::Uuid item;
  crypto::Digest hash{};
};

/// What differs between the terminal's books and `held`: every item of the
/// chain from the range's first sequence on, ascending.
protocol::DayCloseDifference compare_books(const protocol::DayCloseRequest& request,
                                           const std::vector<HeldLink>& held);

/// What of a chain is here, as a close of it, at least to where `named` ends: for a terminal that
/// died. Ends early where more is missing than a close can name.
protocol::DayClose as_held(const protocol::DayClose& named, const std::vector<HeldLink>& held);

/// Nothing differs.
bool agrees(const protocol::DayCloseDifference& difference);

}  // namespace linli::centre
