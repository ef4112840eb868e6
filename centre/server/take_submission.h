#pragma once
#include <optional>
#include <variant>

#include "centre/ledger/ledger.h"
#include "centre/server/keys.h"
#include "centre/server/problem.h"

/// How submissions enter the ledger, whichever way they came: by HTTPS, on a USB stick, or from
/// the disk of a terminal that died.
namespace linli::centre {

using TakenCommit = std::variant<Accepted, PartsMissing, ProblemKind>;

/// Opens what was committed, compares it with what it says outside the seal, and stores it. Who
/// may commit for this terminal is the caller's to know. Repeating it changes nothing.
TakenCommit take_commit(Ledger& ledger, const Keys& keys, base::WallTime now,
                        const protocol::Commit& commit);

/// Empty: the part is here.
std::optional<ProblemKind> take_part(Ledger& ledger, const std::string& terminal,
                                     const base::Uuid& item, int number, ByteView sealed);

/// What a record of a package (kiosk/package/entries.h) has led to.
struct TakenRecord {
  Bytes answers;  // entries, for those that are settled
  int accepted = 0;
  int known = 0;    // were here before
  int refused = 0;  // for good
  int later = 0;    // parts are missing, or the ledger can't store at the moment
};

/// Takes the entries of a record, as of `terminal` and no other. Empty: the record is not of the
/// form; what came before is stored.
std::optional<TakenRecord> take_record(Ledger& ledger, const Keys& keys, base::WallTime now,
                                       const std::string& terminal, ByteView record);

}  // namespace linli::centre
