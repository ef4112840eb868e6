#pragma once
#include <string_view>

#include "centre/ledger/ledger.h"

namespace linli::centre {

/// What a failed statement means for the transaction it stood in.
enum class Aftermath {
  over,      // the same statement would fail again
  conflict,  // another transaction got in the way: a new transaction may succeed
  lost,      // the connection is gone, and with it the transaction
};

struct PostgresFault {
  LedgerFault fault{};
  Aftermath aftermath{};
};

/// By SQLSTATE (PostgreSQL's manual, appendix A); empty where the server said
/// nothing, because the connection broke.
PostgresFault fault_of(std::string_view sqlstate);

}  // namespace linli::centre
