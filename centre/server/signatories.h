#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "centre/ledger/ledger.h"
#include "centre/server/keys.h"

namespace linli::centre {

/// One of those who have to authorise the check of a household's means.
struct Signatory {
  std::string name;  // empty where only the number is known
  std::string number;
  std::string guardian;  // number of who signs for them; empty: nobody
  /// Number of somebody who signed for them later, and whom staff have to look at: neither does the
  /// application name them, nor are they an adult who signs it.
  std::string guardian_to_confirm = {};
  bool has_signed = false;
  std::string receipt_number;  // of the item that brought the signature; empty: the application did
};

/// Those that an opened application names, in its order, with the signatures that came later.
/// Empty for what needs none. An item that does not open with today's key brings nothing.
LedgerResult<std::vector<Signatory>> signatories_of(Ledger& ledger, const Keys& keys,
                                                    const base::Uuid& application,
                                                    const nlohmann::json& content);

/// How many of them have not signed, as far as it is certain.
int signatures_missing(const std::vector<Signatory>& signatories);
/// For how many of those somebody signed whom staff have to confirm.
int guardians_to_confirm(const std::vector<Signatory>& signatories);

}  // namespace linli::centre
