#include "centre/ledger/postgres_fault.h"

#include <algorithm>
#include <array>

namespace linli::centre {
namespace {

struct Meaning {
  std::string_view state;  // a code, or the beginning that a class of them shares
  PostgresFault fault;
};

/// The first that fits counts. What is not here fails for good.
constexpr std::array kMeanings{
    Meaning{"40", {LedgerFault::busy, Aftermath::conflict}},       // serialization, deadlock
    Meaning{"23505", {LedgerFault::failed, Aftermath::conflict}},  // another stored that key first
    Meaning{"55P03", {LedgerFault::busy, Aftermath::over}},        // lock_timeout
    Meaning{"57014", {LedgerFault::busy, Aftermath::over}},        // statement_timeout
    Meaning{"57P", {LedgerFault::failed, Aftermath::lost}},        // the server stops or starts
    Meaning{"08", {LedgerFault::failed, Aftermath::lost}},         // the connection broke
    Meaning{"53100", {LedgerFault::full, Aftermath::over}},        // no space
    Meaning{"53", {LedgerFault::busy, Aftermath::over}},           // no memory, no connection left
    Meaning{"XX001", {LedgerFault::damaged, Aftermath::over}},     // a broken page
    Meaning{"XX002", {LedgerFault::damaged, Aftermath::over}},     // a broken index
};

}  // namespace

PostgresFault fault_of(std::string_view sqlstate) {
  if (sqlstate.empty()) return {LedgerFault::failed, Aftermath::lost};
  const auto found = std::ranges::find_if(
      kMeanings, [&](const Meaning& row) { return sqlstate.starts_with(row.state); });
  return found != kMeanings.end() ? found->fault
                                  : PostgresFault{LedgerFault::failed, Aftermath::over};
}

}  // namespace linli::centre
