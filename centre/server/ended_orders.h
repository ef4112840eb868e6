#pragma once
#include <optional>
#include <string>

#include "centre/ledger/ledger.h"
#include "centre/server/keys.h"
#include "kiosk/protocol/submission.h"

/// Items that change or cancel an earlier order, as their opened content says.
namespace linli::centre {

/// The order that an item is to end. Empty for an item that ends none, and for one whose order is
/// not here, does not open or is another person's: only whose order it is may end it.
LedgerResult<std::optional<Effects::EndedOrder>> order_ended_by(Ledger& ledger, const Keys& keys,
                                                                const protocol::Manifest& manifest);

/// Of an accepted item, for staff.
struct OrderToEnd {
  std::string receipt_number;
  bool cancels = false;           // otherwise: changes
  bool is_left_to_staff = false;  // the item is received, and did not end the order
};
/// Empty for an item that ends none.
LedgerResult<std::optional<OrderToEnd>> order_to_end(Ledger& ledger, const StoredItem& item,
                                                     std::string_view content);

}  // namespace linli::centre
